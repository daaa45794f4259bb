#include <iostream>

#include "models/safetensors.hpp"
#include "src/cli/command.hpp"
#include "src/cli/json_text.hpp"
#include "src/cli/resources.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

struct Summary {
  fs::path file;
  Card card;
  std::size_t tensors = 0;
  std::int64_t numbers = 0;
};

Summary summarize(const fs::path& file) {
  const TensorFile contents = read_safetensors(file);
  Summary summary{file, contents.card, contents.tensors.size(), 0};
  for (const auto& [name, tensor] : contents.tensors) summary.numbers += tensor.numel();
  return summary;
}

std::string entry(const Card& card, const std::string& key) {
  const auto found = card.find(key);
  return found == card.end() ? "-" : found->second;
}

nlohmann::json to_json(const Summary& summary) {
  return {{"file", summary.file.string()},     {"bytes", fs::file_size(summary.file)},
          {"sha256", sha256_of(summary.file)}, {"tensors", summary.tensors},
          {"numbers", summary.numbers},        {"card", summary.card}};
}

void print_table(const std::vector<Summary>& all) {
  TextTable table({"file", "architecture", "numbers", "validation"});
  for (const Summary& one : all) {
    table.add_row({one.file.lexically_relative(weights_folder()).string(),
                   entry(one.card, "architecture"), std::to_string(one.numbers),
                   entry(one.card, "validation")});
  }
  std::cout << "in " << weights_folder().string() << ":\n" << table.str();
}

void print_card(const Summary& one) {
  std::cout << one.file.string() << "\n  sha256: " << sha256_of(one.file)
            << "\n  tensors: " << one.tensors << " (" << one.numbers << " numbers)\n";
  for (const auto& [key, value] : one.card) std::cout << "  " << key << ": " << value << "\n";
}

ExitCode run(const Invocation& in) {
  std::vector<fs::path> files;
  for (const std::string& file : in.list("file")) files.emplace_back(file);
  const bool shipped = files.empty();
  if (shipped) files = shipped_weights_and_loop_like("");
  if (files.empty()) throw Error(weights_folder(), "holds no weights; set ANTIFAZ_WEIGHTS");
  std::vector<Summary> all;
  for (const fs::path& file : files) all.push_back(summarize(file));
  if (in.json) {
    nlohmann::json list = nlohmann::json::array();
    for (const Summary& one : all) list.push_back(to_json(one));
    std::cout << json_text(
        nlohmann::json{{"schema", "antifaz-weights"}, {"version", 1}, {"weights", list}});
  } else if (shipped) {
    print_table(all);
  } else {
    for (const Summary& one : all) print_card(one);
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
