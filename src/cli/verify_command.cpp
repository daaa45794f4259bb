#include <iostream>
#include <nlohmann/json.hpp>

#include "pipelines/ledger/verify_folder.hpp"
#include "src/cli/command.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

nlohmann::json to_json(const FolderCheck& check) {
  nlohmann::json json{{"schema", "antifaz-verification"},
                      {"version", 1},
                      {"files", check.files},
                      {"holds", check.holds()},
                      {"drift", nlohmann::json::array()}};
  for (const auto& [file, drift] : check.drift) {
    json["drift"].push_back({{"file", file.string()}, {"what", to_string(drift)}});
  }
  return json;
}

void print(const FolderCheck& check) {
  for (const auto& [file, drift] : check.drift) {
    std::cout << to_string(drift) << ": " << file.string() << "\n";
  }
  if (check.holds()) {
    std::cout << "All " << check.files << " files are as they were written, and no others are "
              << "there\n";
  } else {
    std::cout << check.drift.size() << " found against " << check.files
              << " files written; 'antifaz anonymize' with the same options does what is missing "
                 "or changed again, foreign ones are yours to remove\n";
  }
}

ExitCode run(const Invocation& in) {
  const FolderCheck check = verify_folder({in.text("output")}, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(check));
  } else {
    print(check);
  }
  return check.holds() ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command verify_command() {
  Command command;
  command.name = "verify";
  command.summary = "Check that an output folder is as it was written.";
  command.usage = "FOLDER";
  command.details =
      "Reads every file that 'antifaz anonymize' wrote and holds it against the folder's ledger.\n"
      "Missing, changed, unfinished and foreign photographs are named; with any, the exit code\n"
      "is 1. Changes nothing.";
  command.example = "antifaz verify holiday-protected/";
  command.options.push_back(text("output", "FOLDER", "output folder of 'antifaz anonymize'"));
  command.positional = {{"output", 1}};
  command.required = {"output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
