#include <nlohmann/json.hpp>

#include "pipelines/report/baseline.hpp"
#include "pipelines/report/evaluation_json.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) {
  const nlohmann::json report = read_baseline(file);
  to_text(compare_with_baseline(report, report, 0.01));
}

std::vector<std::string> seeds() {
  using Json = nlohmann::json;
  const Json figure{{"value", 0.6}, {"low", 0.5}, {"high", 0.7}};
  const Json both{{"auc", figure}, {"balanced_accuracy", figure}};
  const Json judges = Json::array({Json{{"name", "a"}, {"protected", both}}});
  const Json point{{"fmr", 0.01}, {"tmr", figure}};
  const Json kind{{"operating_points", Json::array({point})}};
  const Json kinds{{"original_protected", kind}, {"protected_protected", kind}};
  const Json identification{{"protected", Json{{"rank_1", figure}}}};
  const Json matcher{{"name", "m"}, {"comparisons", kinds}, {"identification", identification}};
  Json report{{"schema", "antifaz-evaluation"},
              {"version", kEvaluationSchemaVersion},
              {"classifiers", judges},
              {"attackers", judges},
              {"matchers", Json::array({matcher})},
              {"quality", Json{{"ssim", 0.9}}},
              {"leaks", Json::array({Json{{"id", "labels"}}})}};
  const std::string whole = report.dump();
  report["matchers"] = Json::array();
  return {whole, report.dump(1)};
}

}  // namespace antifaz::fuzz
