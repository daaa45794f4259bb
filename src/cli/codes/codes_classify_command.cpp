#include <torch/types.h>

#include <iostream>

#include "pipelines/codes/classify.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/cli/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

nlohmann::json to_json(const ClassifyReport& report, const LabelledCodes& examples) {
  nlohmann::json json{{"schema", "antifaz-codes-classify"},
                      {"version", 1},
                      {"labels", examples.classes},
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

void print(const ClassifyReport& report, const LabelledCodes& examples, const std::string& label) {
  std::cout << report.train << " training and " << report.test << " test examples, "
            << examples.classes.size() << " labels '" << label
            << "'; always the most common: " << fixed(report.most_common, 3) << "\n\n";
  TextTable table({"features", "numbers", "classifier", "accuracy [95 % interval]", "setting"});
  for (const ClassifierResult& one : report.results) {
    table.add_row({one.features, std::to_string(one.numbers), one.classifier,
                   with_interval(one.accuracy, 3), one.setting});
  }
  std::cout << table.str();
}

ExitCode run(const Invocation& in) {
  const LabelledCodes examples = read_labelled_codes(in);
  std::vector<FeatureSet> features{{"codes", examples.codes, 0}};
  if (in.has("images")) {
    const at::Tensor squares =
        read_squares(in.text("images"), examples.names, in.whole("size", 2, 256));
    const at::Tensor pixels = squares.flatten(1).to(torch::kFloat32).div(255);
    features.push_back({"PCA of pixels", pixels, examples.codes.size(1)});
    features.push_back({"pixels", pixels, 0});
  }
  ClassifyOptions options;
  options.train_share = in.number("train", 0.01, 0.99);
  options.seed = in.seed.value_or(1);
  const ClassifyReport report = classify_codes(examples, features, options, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(report, examples));
  } else {
    print(report, examples, in.text("label"));
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
