#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "pipelines/report/baseline.hpp"
#include "pipelines/report/evaluation_json.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

/// A wrong value here would be skipped as one that does not exist, and the comparison pass.
class BaselineCheck {
 public:
  explicit BaselineCheck(const std::filesystem::path& file) : file_(file) {}

  void check(const Json& report) const {
    for (const char* list : {"classifiers", "attackers"}) {
      for (const Json& judge : named_judges(report, list)) {
        const std::string place = list + ("/" + judge["name"].get<std::string>());
        const Json& figures = object(judge, "protected", place);
        for (const char* figure : {"auc", "balanced_accuracy"})
          check_figure(figures, figure, place);
      }
    }
    for (const Json& judge : named_judges(report, "matchers")) {
      check_matcher(judge, "matchers/" + judge["name"].get<std::string>());
    }
    check_number(object(report, "quality", "the report"), "ssim", "quality");
    for (const Json& fault : array(report, "leaks", "the report")) {
      if (!fault.is_object() || !fault.contains("id") || !fault["id"].is_string()) {
        throw wrong("leaks", "has an entry without an id");
      }
    }
  }

 private:
  void check_matcher(const Json& judge, const std::string& place) const {
    const Json& kinds = object(judge, "comparisons", place);
    for (const char* kind : {"original_protected", "protected_protected"}) {
      for (const Json& point : array(object(kinds, kind, place), "operating_points", place)) {
        if (!point.is_object()) throw wrong(place, "has an operating point that is no object");
        check_number(point, "fmr", place);
        check_figure(point, "tmr", place);
      }
    }
    if (!judge.contains("identification") || judge["identification"].is_null()) return;
    check_figure(object(object(judge, "identification", place), "protected", place), "rank_1",
                 place);
  }

  /// A list of objects whose names tell them apart.
  const Json& named_judges(const Json& report, const std::string& list) const {
    std::map<std::string, int> times;
    const Json& judges = array(report, list, "the report");
    for (const Json& judge : judges) {
      if (!judge.is_object() || !judge.contains("name") || !judge["name"].is_string()) {
        throw wrong(list, "has an entry without a name");
      }
      const std::string name = judge["name"];
      if (++times[name] > 1) throw wrong(list, "calls two of them '" + name + "'");
    }
    return judges;
  }

  const Json& member(const Json& parent, const std::string& key, const std::string& place) const {
    if (!parent.contains(key)) throw wrong(place, "has no '" + key + "'");
    return parent[key];
  }
  const Json& object(const Json& parent, const std::string& key, const std::string& place) const {
    const Json& found = member(parent, key, place);
    if (!found.is_object()) throw wrong(place, "'" + key + "' is no object");
    return found;
  }
  const Json& array(const Json& parent, const std::string& key, const std::string& place) const {
    const Json& found = member(parent, key, place);
    if (!found.is_array()) throw wrong(place, "'" + key + "' is no array");
    return found;
  }
  void check_number(const Json& parent, const std::string& key, const std::string& place) const {
    const Json& found = member(parent, key, place);
    if (!found.is_number() && !found.is_null()) throw wrong(place, "'" + key + "' is no number");
  }
  void check_figure(const Json& parent, const std::string& key, const std::string& place) const {
    const Json& figure = object(parent, key, place);
    for (const char* part : {"value", "low", "high"}) {
      check_number(figure, part, place + "/" + key);
    }
    if (figure.size() != 3) throw wrong(place, "'" + key + "' is more than value, low and high");
  }

  Error wrong(const std::string& place, const std::string& what) const {
    return Error(file_, place + ": " + what + "; write the report anew with `evaluate --report`");
  }

  const std::filesystem::path& file_;
};

}  // namespace

Json read_baseline(const std::filesystem::path& file) {
  const auto report = parse_json(read_file(file));
  if (!report) throw Error(file, "is not JSON; give a report that `evaluate --report` wrote");
  if (!report->is_object() || report->value("schema", Json()) != "antifaz-evaluation" ||
      report->value("version", Json()) != kEvaluationSchemaVersion) {
    throw Error(file, "is no evaluation report of version " +
                          std::to_string(kEvaluationSchemaVersion) +
                          "; write it anew with `evaluate --report`");
  }
  BaselineCheck(file).check(*report);
  const auto changes = compare_with_baseline(*report, *report, 0).changes;
  const auto of_judge = [](const FigureChange& one) { return one.figure != "quality/ssim"; };
  if (std::none_of(changes.begin(), changes.end(), of_judge)) {
    throw Error(file,
                "holds no figure of a classifier, attacker or matcher, so nothing could get worse; "
                "give a report of images with labels or subjects");
  }
  return *report;
}

}  // namespace antifaz
