#include <iostream>
#include <nlohmann/json.hpp>

#include "pipelines/ledger/verify_folder.hpp"
#include "src/cli/command.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

void print(const FolderCheck& check) {
  if (check.holds()) {
    std::cout << "All " << check.files << " files are as they were written, and no others are "
              << "there\n";
  } else {
    std::cout << check.drift << " found against " << check.files
              << " files written; 'antifaz anonymize' with the same options does what is missing "
                 "or changed again, foreign ones are yours to remove\n";
  }
}

// A line each as they are found: there may be as many as photographs.
ExitCode run_as_json(const VerifyFolderJob& job, Observer& observer) {
  std::cout << "{\"schema\":\"antifaz-verification\",\"version\":1,\n\"drift\": [";
  const char* separator = "\n";
  const FolderCheck check = verify_folder(job, observer, [&](const FoundDrift& found) {
    const nlohmann::json json{{"file", found.file.string()}, {"what", to_string(found.drift)}};
    std::cout << separator << json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    separator = ",\n";
  });
  std::cout << "\n],\n\"files\": " << check.files
            << ", \"holds\": " << (check.holds() ? "true" : "false") << "}\n";
  return check.holds() ? ExitCode::kDone : ExitCode::kFailed;
}

ExitCode run(const Invocation& in) {
  const VerifyFolderJob job{in.text("output")};
  if (in.json) return run_as_json(job, *in.observer);
  const FolderCheck check = verify_folder(job, *in.observer, [](const FoundDrift& found) {
    std::cout << to_string(found.drift) << ": " << shown(found.file.string()) << "\n";
  });
  print(check);
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
