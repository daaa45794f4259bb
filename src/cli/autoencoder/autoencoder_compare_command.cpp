#include <torch/types.h>

#include <iostream>
#include <sstream>

#include "models/device.hpp"
#include "pipelines/autoencoders/autoencoder_page.hpp"
#include "pipelines/autoencoders/compare_autoencoders.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/text_table.hpp"
#include "src/data/csv.hpp"
#include "src/data/image_io.hpp"

namespace antifaz {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::vector<AutoencoderOptions> chosen_variants(const Invocation& in,
                                                const AutoencoderOptions& base) {
  if (!in.has("variants")) return all_variants(base, *in.observer);
  std::vector<AutoencoderOptions> chosen;
  std::istringstream names(in.text("variants"));
  for (std::string name; std::getline(names, name, ',');) {
    for (const AutoencoderOptions& other : chosen) {
      if (other.variant == name) throw UsageError("--variants names '" + name + "' twice");
    }
    chosen.push_back(base);
    chosen.back().variant = name;
    make_autoencoder(chosen.back());  // to hear of what can't be made before anything is trained
  }
  if (chosen.empty()) throw UsageError("--variants names none");
  return chosen;
}

std::string csv_of(const Table& table) {
  std::string text;
  for (const auto& row : table) text += csv_line(row);
  return text;
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
  for (const auto& [name, value] : named(one.figures)) json[name] = value;
  return json;
}

void write_files(const Invocation& in, const AutoencoderComparison& comparison) {
  const std::filesystem::path folder = in.text("output");
  const Table table = comparison_table(comparison);
  const bool images = comparison.originals.dim() == 4;
  std::filesystem::create_directories(folder);
  write_atomically(folder / "comparison.html", autoencoder_page(comparison, in.text("data")));
  write_atomically(folder / "comparison.md", markdown_table(table));
  write_atomically(folder / "comparison.csv", csv_of(table));
  if (images) write_photo(comparison_picture(comparison), folder / "comparison.png");
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
                  {"variants", variants},
                  {"output", folder.string()}});
  } else {
    std::cout << text_of(comparison_table(comparison))
              << "page: " << (folder / "comparison.html").string() << "\n";
  }
  return failed ? ExitCode::kFailed : ExitCode::kDone;
}

ExitCode run_compare(const Invocation& in) {
  AutoencoderComparisonOptions options;
  options.device = torch_device(in.device);
  options.trainer = autoencoder_trainer(in);
  options.batch = batch_size(in);
  options.shown = in.whole("shown", 1, 100);
  const std::filesystem::path folder = in.text("output");
  if (std::filesystem::exists(folder)) throw Error(folder, "is there already; choose a new folder");
  AutoencoderOptions base = autoencoder_options(in);
  const NamedExamples data =
      read_told(in, in.text("data"), example_shape(in), in.whole("limit", 0, 1 << 30));
  base.shape = data.values.sizes().slice(1).vec();
  options.variants = chosen_variants(in, base);
  options.after_each = [&](const AutoencoderComparison& so_far) { write_files(in, so_far); };
  const auto [training, validation] = split_examples({data.values, {}});
  const ExitCode code =
      report(in, compare_autoencoders(options, training, validation, *in.observer));
  return data.skipped() > 0 ? ExitCode::kFailed : code;
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
