#include <iostream>

#include "pipelines/codes/classify.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/core/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

nlohmann::json to_json(const ClassifyReport& report) {
  nlohmann::json json{{"schema", "antifaz-codes-classify"},
                      {"version", 1},
                      {"labels", report.labels},
                      {"train", report.train},
                      {"test", report.test},
                      {"most_common", report.most_common},
                      {"results", nlohmann::json::array()}};
  for (const ClassifierResult& one : report.results) {
    json["results"].push_back({{"features", one.features},
                               {"numbers", one.numbers},
                               {"classifier", one.classifier},
                               {"setting", one.setting},
                               {"accuracy", to_json(one.accuracy)}});
  }
  return json;
}

void print(const ClassifyReport& report, const std::string& label) {
  std::cout << report.train << " training and " << report.test << " test examples, "
            << report.labels.size() << " labels '" << label
            << "'; always the most common: " << fixed(report.most_common, 3) << "\n\n";
  TextTable table({"features", "numbers", "classifier", "accuracy [95 % interval]", "setting"});
  for (const ClassifierResult& one : report.results) {
    table.add_row({one.features, std::to_string(one.numbers), one.classifier,
                   with_interval(one.accuracy, 3), one.setting});
  }
  std::cout << table.str();
}

ExitCode run(const Invocation& in) {
  ClassifyJob job;
  job.input = codes_input(in);
  job.images = in.text("images");
  job.size = in.whole("size", 2, 256);
  job.options.train_share = in.number("train", 0.01, 0.99);
  job.options.seed = in.seed.value_or(1);
  const ClassifyReport report = classify_codes(job, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(report));
  } else {
    print(report, in.text("label"));
  }
  return ExitCode::kDone;
}

}  // namespace

Command codes_classify_command() {
  Command command = make_codes_command(
      "classify", "Test classical classifiers on codes, on pixels and on PCA.",
      "codes.csv --labels faces/manifest.csv --label gender --images faces", run);
  command.details =
      "Trains a support vector machine, nearest neighbours, a random forest and logistic\n"
      "regression on part of the examples (by subject, where the manifest names subjects) and\n"
      "tests them on the rest; their settings are chosen within the training part. With --images\n"
      "the same on the images' pixels and on as many principal components as a code has numbers.";
  add_label_options(command, /*required=*/true);
  add_images_options(command, "images that the codes are of, to compare with", 32);
  command.options.push_back(number("train", "SHARE", "share of the subjects to train on", 0.7));
  command.run = run;
  return command;
}

}  // namespace antifaz
