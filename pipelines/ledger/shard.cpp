#include "pipelines/ledger/shard.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "src/core/error.hpp"
#include "src/core/keyed_hash.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr char kShards[] = "shards";
constexpr int kMostShards = 100'000;
constexpr std::uint64_t kKey = 20;  // no secret: all shards must divide alike

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc() || stopped != end || number < 0 || number > kMostShards)
    return std::nullopt;
  return number;
}

int variable(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  if (!text) return otherwise;
  const auto number = whole_number(text);
  if (!number)
    throw UsageError(std::string(name) + "=" + text + " is no number that Slurm would give");
  return *number;
}

Shard of_slurm() {
  if (!std::getenv("SLURM_ARRAY_TASK_ID") || !std::getenv("SLURM_ARRAY_TASK_COUNT")) {
    throw UsageError(
        "--shard slurm is for job arrays (sbatch --array=1-8), and SLURM_ARRAY_TASK_ID and "
        "SLURM_ARRAY_TASK_COUNT are not set here; give --shard I/N");
  }
  const int id = variable("SLURM_ARRAY_TASK_ID", 0), least = variable("SLURM_ARRAY_TASK_MIN", 1);
  const int step = std::max(1, variable("SLURM_ARRAY_TASK_STEP", 1));
  return {(id - least) / step + 1, variable("SLURM_ARRAY_TASK_COUNT", 1)};
}

}  // namespace

bool Shard::holds(std::string_view place) const {
  return is_whole() || keyed_hash(kKey, place) % static_cast<std::uint64_t>(of) ==
                           static_cast<std::uint64_t>(number - 1);
}

std::string to_string(const Shard& shard) {
  return std::to_string(shard.number) + "/" + std::to_string(shard.of);
}

Shard parse_shard(const std::string& text) {
  Shard shard;
  if (text == "slurm") {
    shard = of_slurm();
  } else {
    const std::size_t cut = text.find('/');
    const auto number = whole_number(std::string_view(text).substr(0, cut));
    const auto of = cut == std::string::npos ? std::nullopt
                                             : whole_number(std::string_view(text).substr(cut + 1));
    if (!number || !of)
      throw UsageError("--shard " + text + " is neither I/N, like 3/8, nor slurm; N is at most " +
                       std::to_string(kMostShards));
    shard = {*number, *of};
  }
  if (shard.number < 1 || shard.number > shard.of) {
    throw UsageError("--shard " + to_string(shard) +
                     ": shards are numbered from 1 to N, of which there are at most " +
                     std::to_string(kMostShards));
  }
  return shard;
}

fs::path ledger_folder(const fs::path& output, const Shard& shard) {
  const fs::path folder = output / kLedgerFolder;
  if (shard.is_whole()) return folder;
  return folder / kShards / (std::to_string(shard.number) + "-of-" + std::to_string(shard.of));
}

std::vector<Shard> shards_in(const fs::path& output) {
  std::vector<Shard> shards;
  std::error_code problem;
  for (fs::directory_iterator next(output / kLedgerFolder / kShards, problem), end;
       !problem && next != end; next.increment(problem)) {
    const std::string name = next->path().filename().string();
    const std::size_t cut = name.find("-of-");
    if (cut == std::string::npos) continue;
    const auto number = whole_number(std::string_view(name).substr(0, cut));
    const auto of = whole_number(std::string_view(name).substr(cut + 4));
    if (number && of && *of > 1 && *number >= 1 && *number <= *of) shards.push_back({*number, *of});
  }
  std::sort(shards.begin(), shards.end(), [](const Shard& a, const Shard& b) {
    return a.of != b.of ? a.of < b.of : a.number < b.number;
  });
  return shards;
}

}  // namespace antifaz
