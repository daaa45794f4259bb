#include <iostream>

#include "pipelines/ledger/merge_ledgers.hpp"
#include "src/cli/command.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

std::vector<std::string> names(const std::vector<Shard>& shards) {
  std::vector<std::string> all;
  for (const Shard& shard : shards) all.push_back(to_string(shard));
  return all;
}

void print_gaps(const std::vector<Shard>& shards, const std::string& what) {
  for (const Shard& shard : shards) {
    std::cout << "shard " << to_string(shard) << " " << what << "\n";
  }
}

void print(const MergedLedgers& merged) {
  std::cout << merged.joined.size() << (merged.joined.size() == 1 ? " shard" : " shards")
            << " joined, " << merged.photographs << " photographs\n";
  print_gaps(merged.missing, "is missing: it has not begun");
  print_gaps(merged.unended,
             "has not come to its end: it was stopped, or is at work; run it again");
  if (!merged.overlaps.empty()) {
    std::cout << merged.overlaps.count << " photographs were done by several shards, of which one "
              << "counts: " << merged.overlaps.names() << "\n";
  }
}

ExitCode run(const Invocation& in) {
  const MergedLedgers merged = merge_ledgers({in.text("output")}, *in.observer);
  if (in.json) {
    std::cout << json_text({{"schema", "antifaz-merge"},
                            {"version", 1},
                            {"photographs", merged.photographs},
                            {"joined", names(merged.joined)},
                            {"missing", names(merged.missing)},
                            {"unended", names(merged.unended)},
                            {"overlaps", merged.overlaps.count},
                            {"complete", merged.is_complete()}});
  } else {
    print(merged);
  }
  return merged.is_complete() ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

Command merge_command() {
  Command command;
  command.name = "merge";
  command.summary = "Join what the shards of 'antifaz anonymize --shard' keep about their folder.";
  command.usage = "FOLDER";
  command.details =
      "Each shard keeps a ledger of its own; joined, 'antifaz status' and 'antifaz verify' know "
      "all\n"
      "of them, and 'antifaz anonymize' without --shard goes on with what is missing. Shards that\n"
      "have not begun or not come to their end are named, and the exit code is 1 then; "
      "photographs\n"
      "that two shards did, as after another N, are named too.";
  command.example = "antifaz merge holiday-protected/";
  command.options.push_back(
      text("output", "FOLDER", "output folder of 'antifaz anonymize --shard'"));
  command.positional = {{"output", 1}};
  command.required = {"output"};
  command.run = run;
  return command;
}

}  // namespace antifaz
