#include <algorithm>
#include <iostream>
#include <sstream>

#include "pipelines/autoencoders/compare_autoencoders.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::vector<std::string> known_variants() {
  std::vector<std::string> names;
  for (const AutoencoderVariant& one : autoencoder_variants()) names.emplace_back(one.name);
  return names;
}

/// Those of --variants; none where it is not given.
std::vector<std::string> chosen_variants(const Invocation& in) {
  std::vector<std::string> chosen;
  if (!in.has("variants")) return chosen;
  const std::vector<std::string> known = known_variants();
  std::istringstream names(in.text("variants"));
  for (std::string name; std::getline(names, name, ',');) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError("--variants: there is no autoencoder '" + name + "'" +
                       did_you_mean(name, known) + " ('antifaz autoencoder info' lists all)");
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
                              {"steps", one.steps},
                              {"seconds", one.seconds}};
  json.update(antifaz::to_json(named(one.figures)));
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
                  {"variants", variants},
                  {"output", folder.string()}});
  } else {
    std::cout << text_of(comparison_table(comparison)) << beside_the_mean(comparison) << "\n"
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
      "Every variant has the same examples, seed and number of steps. The folder gets\n"
      "comparison.html (a page that holds its pictures), .md, .csv and .png, written after every\n"
      "variant, and every model.";
  add_data_options(command);
  add_output_option(command, "new folder");
  command.options += {
      text("variants", "NAME,...", "which to compare (default: all that fit the data)"),
      whole("shown", "N", "how many images to show reconstructed", 10),
  };
  add_training_options(command);
  add_shape_options(command);
  add_network_options(command);
  return command;
}

}  // namespace antifaz
