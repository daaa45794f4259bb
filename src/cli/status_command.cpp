#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "pipelines/ledger/folder_status.hpp"
#include "src/cli/command.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kNamesShown = 20;
constexpr std::size_t kHashShown = 12;

nlohmann::json to_json(const FolderStatus& status) {
  nlohmann::json json{{"schema", "antifaz-status"},
                      {"version", 1},
                      {"photographs", status.photographs},
                      {"faces", status.faces},
                      {"last", status.last},
                      {"counts", nlohmann::json::object()},
                      {"settings", status.settings},
                      {"not_written", nlohmann::json::array()}};
  for (const auto& [kind, count] : status.counts) {
    json["counts"][std::string(to_string(kind))] = count;
  }
  for (const FolderStatus::Failure& failure : status.failures) {
    json["not_written"].push_back({{"input", failure.input.string()}, {"reason", failure.reason}});
  }
  return json;
}

void print(const FolderStatus& status) {
  std::cout << status.photographs << " photographs, " << status.faces << " faces\n";
  for (const auto& [kind, count] : status.counts) {
    std::cout << "  " << to_string(kind) << ": " << count << "\n";
  }
  if (status.settings.size() > 1) {
    std::cout << "Written with " << status.settings.size() << " different settings or networks:\n";
    for (const auto& [hash, count] : status.settings) {
      std::cout << "  " << hash.substr(0, kHashShown) << ": " << count << "\n";
    }
  }
  if (status.failures.empty()) return;
  std::cout << "Not written (" << status.failures.size() << "):\n";
  for (std::size_t i = 0; i < std::min(status.failures.size(), kNamesShown); ++i) {
    const auto& [input, reason] = status.failures[i];
    std::cout << "  " << input.string() << ": " << (reason.empty() ? "no face found" : reason)
              << "\n";
  }
  if (status.failures.size() > kNamesShown) {
    std::cout << "  and " << status.failures.size() - kNamesShown << " more\n";
  }
}

ExitCode run(const Invocation& in) {
  const FolderStatus status = folder_status({in.text("output")}, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(status));
  } else {
    print(status);
  }
  return ExitCode::kDone;
}

}  // namespace

Command status_command() {
  Command command;
  command.name = "status";
  command.summary = "Show what was done in an output folder, and what failed and why.";
  command.usage = "FOLDER";
  command.details =
      "Reads the ledger that 'antifaz anonymize' keeps in its output folder, also while it runs.";
  command.example = "antifaz status holiday-protected/";
  command.options.push_back(text("output", "FOLDER", "output folder of 'antifaz anonymize'"));
  command.positional = {{"output", 1}};
  command.required = {"output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
