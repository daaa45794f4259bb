#include <iostream>

#include "models/safetensors.hpp"
#include "pipelines/evaluate.hpp"
#include "pipelines/evaluation_text.hpp"
#include "pipelines/network_judges.hpp"
#include "pipelines/report_json.hpp"
#include "src/cli/command.hpp"
#include "src/cli/json_text.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

/// What the generator's card says of the judges it was trained against.
class Loop {
 public:
  explicit Loop(const fs::path& generator) {
    const Card card = read_safetensors(generator).card;
    for (const char* key : {"in_loop_classifiers", "in_loop_matcher"}) {
      if (const auto found = card.find(key); found != card.end()) judges_ += found->second + ";";
    }
  }
  bool holds(const fs::path& file) const {
    return judges_.find(sha256_of(file)) != std::string::npos;
  }

 private:
  std::string judges_;
};

bool is_dlib(const fs::path& file) { return file.extension() == ".dat"; }

std::vector<fs::path> judge_files(const Invocation& in, const std::string& option,
                                  const std::string& shipped) {
  std::vector<fs::path> files = shipped_weights_like(shipped);
  for (const std::string& file : in.list(option)) files.emplace_back(file);
  return files;
}

std::vector<Judge<GenderClassifier>> load_classifiers(const Invocation& in, const Loop& loop,
                                                      c10::Device device) {
  std::vector<Judge<GenderClassifier>> judges;
  for (const fs::path& file : judge_files(in, "classifier", "gender-")) {
    judges.push_back({is_dlib(file)
                          ? make_dlib_gender_classifier(file.string())
                          : make_network_gender_classifier(file, device, file.stem().string()),
                      loop.holds(file)});
  }
  return judges;
}

std::vector<Judge<FaceMatcher>> load_matchers(const Invocation& in, const Loop& loop,
                                              c10::Device device) {
  std::vector<Judge<FaceMatcher>> judges;
  for (const fs::path& file : judge_files(in, "matcher", "matcher")) {
    judges.push_back({is_dlib(file) ? make_dlib_face_matcher(file.string())
                                    : make_network_face_matcher(file, device, file.stem().string()),
                      loop.holds(file)});
  }
  return judges;
}

EvaluateOptions read_options(const Invocation& in) {
  EvaluateOptions options;
  const fs::path originals = in.text("originals");
  if (in.has("manifest")) {
    options.originals = read_manifest(in.text("manifest"));
    options.originals.folder = originals;
  } else if (fs::exists(originals / "manifest.csv")) {
    options.originals = read_manifest(originals);
  } else {
    options.originals = list_folder(originals);
  }
  options.protected_folder = in.text("protected");
  const fs::path pairs = in.has("pairs") ? fs::path(in.text("pairs")) : originals / "pairs.csv";
  if (in.has("pairs") || fs::exists(pairs)) options.pairs = read_pairs(pairs);
  return options;
}

ExitCode run(const Invocation& in) {
  const c10::Device device = parse_device(in.device);
  const EvaluateOptions options = read_options(in);
  const Loop loop(given_or_shipped(in, "generator", "generator.safetensors"));
  const auto classifiers = load_classifiers(in, loop, device);
  const auto matchers = load_matchers(in, loop, device);
  const auto detector = make_detector(in);
  const EvaluateReport report = evaluate(options, *detector, classifiers, matchers, *in.observer);

  const std::string json = json_text(to_json(report));
  if (in.has("report")) write_atomically(in.text("report"), json);
  std::cout << (in.json ? json : to_text(report));
  return report.problems.empty() ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command evaluate_command() {
  using Files = std::vector<std::string>;
  Command command;
  command.name = "evaluate";
  command.summary = "Measure what protection does to gender classifiers and face matchers.";
  command.usage = "ORIGINALS PROTECTED [OPTION...]";
  command.details =
      "ORIGINALS and PROTECTED hold files of the same names. Labels come from the originals'\n"
      "manifest.csv (path, subject, gender), trials from their pairs.csv (left, right, same).\n"
      "Judges the generator was trained against are marked: their figures prove nothing.";
  command.example =
      "antifaz evaluate lfw lfw-protected --matcher mobilefacenet.safetensors "
      "--classifier dnn_gender_classifier_v1.dat --report report.json";
  command.options.add_options()("originals", po::value<std::string>()->value_name("FOLDER"),
                                "original photographs")(
      "protected", po::value<std::string>()->value_name("FOLDER"), "their protected versions")(
      "manifest", po::value<std::string>()->value_name("FILE"),
      "labels (default: ORIGINALS/manifest.csv)")("pairs",
                                                  po::value<std::string>()->value_name("FILE"),
                                                  "trials (default: ORIGINALS/pairs.csv)")(
      "classifier", po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
      "gender classifiers besides the shipped ones (.safetensors, or dlib's .dat)")(
      "matcher", po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
      "face matchers besides the shipped ones (.safetensors, or dlib's .dat)")(
      "generator", po::value<std::string>()->value_name("FILE"),
      "whose card tells which judges it was trained against (default: shipped)")(
      "report", po::value<std::string>()->value_name("FILE"), "write the report as JSON");
  add_detector_option(command.options);
  command.positional.add("originals", 1).add("protected", 1);
  command.required = {"originals", "protected"};
  command.run = run;
  return command;
}

}  // namespace antifaz
