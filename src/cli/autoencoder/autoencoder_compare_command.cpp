#include <algorithm>
#include <iostream>
#include <sstream>

#include "pipelines/autoencoders/compare_autoencoders.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

constexpr char kMatcher[] = "matcher-student.safetensors", kDetector[] = "detector.safetensors";

using Table = std::vector<std::vector<std::string>>;

/// Those of --variants; none where it is not given.
std::vector<std::string> chosen_variants(const Invocation& in) {
  std::vector<std::string> chosen;
  if (!in.has("variants")) return chosen;
  const std::vector<std::string> known = variant_names();
  std::istringstream names(in.text("variants"));
  for (std::string name; std::getline(names, name, ',');) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError("--variants: there is no autoencoder '" + name + "'" +
                       did_you_mean_variant(name) + " ('antifaz autoencoder info' lists all)");
    }
    if (std::find(chosen.begin(), chosen.end(), name) != chosen.end()) {
      throw UsageError("--variants names '" + name + "' twice");
    }
    chosen.push_back(name);
  }
  if (chosen.empty()) throw UsageError("--variants names none");
  return chosen;
}

std::string text_of(const Table& table) {
  TextTable text(table.front());
  for (std::size_t i = 1; i < table.size(); ++i) text.add_row(table[i]);
  return text.str();
}

nlohmann::ordered_json to_json(const ComparedAutoencoder& one) {
  if (!one.fault.empty()) return {{"variant", one.variant}, {"fault", one.fault}};
  nlohmann::ordered_json json{{"variant", one.variant},
                              {"parameters", one.parameters},
                              {"code", one.code},
                              {"steps", one.steps}};
  nlohmann::ordered_json margins, runs;
  for (const auto& [name, value] : one.runs.front()) {
    const std::optional<double> mean = one.mean(name), margin = one.margin(name);
    if (mean) json[name] = *mean;
    if (margin) margins[name] = *margin;
  }
  if (one.runs.size() < 2) return json;
  for (const NamedValues& run : one.runs) runs.push_back(antifaz::to_json(run));
  json["margins"] = margins;
  json["runs"] = runs;
  return json;
}

nlohmann::ordered_json to_json(const std::optional<FrechetBasis>& frechet) {
  if (!frechet) return nullptr;
  nlohmann::ordered_json json{{"images", frechet->images}};
  if (frechet->floor) json["floor"] = *frechet->floor;
  return json;
}

ExitCode report(const Invocation& in, const AutoencoderComparison& comparison) {
  const std::filesystem::path folder = in.text("output");
  bool failed = false;
  nlohmann::ordered_json variants;
  for (const ComparedAutoencoder& one : comparison.variants) {
    failed = failed || !one.fault.empty();
    variants.push_back(to_json(one));
  }
  if (in.json) {
    print_result(in, "compare",
                 {{"training", comparison.training},
                  {"validation", comparison.validation},
                  {"mean_mse", comparison.mean_mse},
                  {"frechet", to_json(comparison.frechet)},
                  {"variants", variants},
                  {"output", folder.string()}});
  } else {
    std::cout << text_of(comparison_table(comparison)) << comparison_notes(comparison) << "\n"
              << "page: " << (folder / "comparison.html").string() << "\n";
  }
  return failed || comparison.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

ExitCode run_compare(const Invocation& in) {
  CompareAutoencodersJob job;
  job.data = in.text("data");
  job.shape = example_shape(in);
  job.limit = limit_of(in);
  job.network = autoencoder_options(in);
  job.variants = chosen_variants(in);
  job.batch = batch_size(in);
  job.shown = in.whole("shown", 1, 100);
  job.seeds = in.whole("seeds", 1, 20);
  job.judges.matcher = weights_folder() / kMatcher;
  job.judges.detector = weights_folder() / kDetector;
  job.device = in.device;
  job.trainer = autoencoder_trainer(in);
  return report(in, compare_autoencoders(job, *in.observer));
}

}  // namespace

Command autoencoder_compare_command() {
  Command command = make_autoencoder_command(
      "compare", "Train several autoencoders on the same data and compare them.",
      "photos/ --output runs/compare --epochs 5", run_compare);
  command.details =
      "Every variant has the same examples, seeds and number of steps. The folder gets\n"
      "comparison.html (a page that holds its pictures), .md, .csv (a row a training) and .png,\n"
      "written after every variant, and every model. Of faces, 500 or more to train on, it tells\n"
      "how far those that each variant draws are from real ones: the Frechet distance of the\n"
      "shipped matcher's embeddings, of 500 drawn and 500 of the training.";
  add_data_options(command);
  add_output_option(command, "new folder");
  command.options += {
      text("variants", "NAME,...", "which to compare (default: all that fit the data)"),
      whole("shown", "N", "how many images to show reconstructed, and invented", 10),
      whole("seeds", "N",
            "trainings of each variant, with --seed and the next ones: figures are their means, "
            "with 95 % intervals",
            1),
  };
  add_training_options(command);
  add_shape_options(command);
  add_network_options(command);
  return command;
}

}  // namespace antifaz
