#include <iostream>

#include "models/weights_summary.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"
#include "src/core/sha256.hpp"
#include "src/core/text_table.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

struct Weights {
  fs::path file;
  WeightsSummary summary;
};

std::string entry(const Card& card, const std::string& key) {
  const auto found = card.find(key);
  return found == card.end() ? "-" : found->second;
}

nlohmann::json to_json(const Weights& one) {
  return {{"file", one.file.string()},      {"bytes", fs::file_size(one.file)},
          {"sha256", sha256_of(one.file)},  {"tensors", one.summary.tensors},
          {"numbers", one.summary.numbers}, {"card", one.summary.card}};
}

void print_table(const std::vector<Weights>& all) {
  TextTable table({"file", "architecture", "numbers", "validation"});
  for (const auto& [file, summary] : all) {
    table.add_row({shown(file.lexically_relative(weights_folder()).string()),
                   shown(entry(summary.card, "architecture")), std::to_string(summary.numbers),
                   shown(entry(summary.card, "validation"))});
  }
  std::cout << "in " << weights_folder().string() << ":\n" << table.str();
}

void print_card(const Weights& one) {
  std::cout << shown(one.file.string()) << "\n  sha256: " << sha256_of(one.file)
            << "\n  tensors: " << one.summary.tensors << " (" << one.summary.numbers
            << " numbers)\n";
  for (const auto& [key, value] : one.summary.card) {
    std::cout << "  " << shown(key) << ": " << shown_line(value) << "\n";
  }
}

ExitCode run(const Invocation& in) {
  std::vector<fs::path> files;
  for (const std::string& file : in.list("file")) files.emplace_back(file);
  const bool shipped = files.empty();
  if (shipped) files = shipped_weights_and_loop_like("");
  if (files.empty()) throw Error(weights_folder(), "holds no weights; set ANTIFAZ_WEIGHTS");
  std::vector<Weights> all;
  for (const fs::path& file : files) all.push_back({file, summarize_weights(file)});
  if (in.json) {
    nlohmann::json list = nlohmann::json::array();
    for (const Weights& one : all) list.push_back(to_json(one));
    std::cout << json_text(
        nlohmann::json{{"schema", "antifaz-weights"}, {"version", 1}, {"weights", list}});
  } else if (shipped) {
    print_table(all);
  } else {
    for (const Weights& one : all) print_card(one);
  }
  return ExitCode::kDone;
}

}  // namespace

Command weights_command() {
  Command command;
  command.name = "weights";
  command.summary = "Show what weights are shipped, or the card of a weights file.";
  command.usage = "[FILE...]";
  command.details = "A card says what the weights are, and the data and command that made them.";
  command.example = "antifaz weights models/weights/generator.safetensors";
  command.options.push_back(
      inputs("file", "FILE", "safetensors files (default: the shipped ones)"));
  command.positional = {{"file", -1}};
  command.run = run;
  return command;
}

}  // namespace antifaz
