#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "pipelines/ledger/folder_status.hpp"
#include "pipelines/ledger/ledger_export.hpp"
#include "src/cli/command.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kHashShown = 12;

std::size_t protected_faces(const FolderStatus& status) {
  const auto found = status.faces.find(FaceFate::kProtected);
  return found == status.faces.end() ? 0 : found->second;
}

nlohmann::json to_json(const FolderStatus& status) {
  nlohmann::json json{{"schema", "antifaz-status"},
                      {"version", 1},
                      {"photographs", status.photographs},
                      {"faces", protected_faces(status)},
                      {"doubtful_faces", status.doubtful},
                      {"marked", status.marked},
                      {"first_marked", nlohmann::json::array()},
                      {"face_fates", nlohmann::json::object()},
                      {"last", status.last},
                      {"counts", nlohmann::json::object()},
                      {"settings", status.settings},
                      {"left_out", status.left_out},
                      {"not_written", status.not_written},
                      {"first_not_written", nlohmann::json::array()}};
  for (const auto& [kind, count] : status.counts) {
    json["counts"][std::string(to_string(kind))] = count;
  }
  for (const auto& [fate, count] : status.faces) {
    json["face_fates"][std::string(to_string(fate))] = count;
  }
  for (const FolderStatus::Failure& failure : status.failures) {
    json["first_not_written"].push_back(
        {{"input", failure.input.string()}, {"reason", failure.reason}});
  }
  for (const FolderStatus::Failure& marked : status.first_marked) {
    json["first_marked"].push_back({{"input", marked.input.string()}, {"reason", marked.reason}});
  }
  return json;
}

void print_first(const std::vector<FolderStatus::Failure>& first, std::size_t count,
                 const std::string& title, const std::string& without_reason) {
  if (count == 0) return;
  std::cout << title << " (" << count << "):\n";
  for (const auto& [input, reason] : first) {
    std::cout << "  " << shown(input.string()) << ": "
              << (reason.empty() ? without_reason : shown_line(reason)) << "\n";
  }
  if (count > first.size()) {
    std::cout << "  and " << count - first.size() << " more (--csv and --jsonl name all)\n";
  }
}

void print(const FolderStatus& status) {
  std::cout << status.photographs << " photographs, " << protected_faces(status) << " faces ("
            << status.doubtful << " doubtful)\n";
  for (const auto& [kind, count] : status.counts) {
    std::cout << "  " << to_string(kind) << ": " << count << "\n";
  }
  for (const auto& [fate, count] : status.faces) {
    if (fate == FaceFate::kProtected) continue;
    std::cout << "  faces " << to_string(fate) << ": " << count << "\n";
  }
  if (status.settings.size() > 1) {
    std::cout << "Written with " << status.settings.size() << " different settings or networks:\n";
    for (const auto& [hash, count] : status.settings) {
      std::cout << "  " << hash.substr(0, kHashShown) << ": " << count << "\n";
    }
  }
  if (!status.left_out.empty()) {
    std::cout << "Not photographs, left out by the last run:\n";
    for (const auto& [kind, count] : status.left_out) {
      std::cout << "  " << kind << ": " << count << "\n";
    }
  }
  print_first(status.failures, status.not_written, "Not written", "no face found");
  print_first(status.first_marked, status.marked, "Not sure that every face was found", "");
}

/// True where the rows went to standard output, which then holds nothing else.
bool export_to(const std::string& file, LedgerFormat format, const Invocation& in) {
  if (file.empty()) return false;
  const std::filesystem::path output = in.text("output");
  if (file == "-") {
    export_ledger(output, format, *in.observer, std::cout);
    return true;
  }
  expect_export_place(file, output);
  expect_writable(file);
  write_atomically_streamed(
      file, [&](std::ostream& out) { export_ledger(output, format, *in.observer, out); });
  return false;
}

ExitCode run(const Invocation& in) {
  if (in.json && (in.text("csv") == "-" || in.text("jsonl") == "-")) {
    throw UsageError("--json and rows can't both go to standard output; name a file for the rows");
  }
  if (in.text("csv") == "-" && in.text("jsonl") == "-") {
    throw UsageError("--csv and --jsonl can't both go to standard output; name a file for one");
  }
  const bool csv = export_to(in.text("csv"), LedgerFormat::kCsv, in);
  const bool json_lines = export_to(in.text("jsonl"), LedgerFormat::kJsonLines, in);
  if (csv || json_lines) return ExitCode::kDone;
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
      "Reads the ledger that 'antifaz anonymize' keeps in its output folder, also while it runs.\n"
      "--csv and --jsonl write all it knows, a row a photograph: place, input, status, reason,\n"
      "hashes, sizes, time (UTC), the faces' boxes, scores and doubts, and the photograph's marks: "
      "why\n"
      "faces may have been missed in it. In names and reasons a backslash is \\\\, and a control "
      "character, a byte that is no UTF-8, and a first = + - @\n"
      "is \\xNN.";
  command.example = "antifaz status holiday-protected/";
  command.options += {
      text("output", "FOLDER", "output folder of 'antifaz anonymize'"),
      text("csv", "FILE", "write a row a photograph as CSV; - for standard output"),
      text("jsonl", "FILE", "write a row a photograph as a line of JSON; - likewise"),
  };
  command.positional = {{"output", 1}};
  command.required = {"output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
