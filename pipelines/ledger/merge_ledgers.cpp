#include "pipelines/ledger/merge_ledgers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "pipelines/ledger/ledger.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kAtOnce = 1000;

/// Which of two entries of one place tells what stands there.
bool tells_better(const LedgerEntry& one, const LedgerEntry& other, const fs::path& file) {
  const auto stands = [&](const LedgerEntry& entry) {
    return entry.is_written() && entry.output_is_unchanged(file);
  };
  if (const bool a = stands(one), b = stands(other); a != b) return a;
  return one.time > other.time;
}

class Merging {
 public:
  Merging(const fs::path& output, bool several_divisions, Observer& observer)
      : output_(output),
        several_divisions_(several_divisions),
        observer_(observer),
        whole_(output) {}

  void add(const Shard& shard, MergedLedgers& merged) {
    const LedgerReader ledger(output_, shard);
    for (const auto& [kind, count] : ledger.left_out()) {
      left_out_[kind] = std::max(left_out_[kind], count);  // all shards see the same files
    }
    if (!ledger.ended()) merged.unended.push_back(shard);
    ledger.each([&](const LedgerEntry& entry) {
      if (observer_.wants_stop()) throw Stopped("stopped; merging again goes on");
      // Shards of one division have no place in common.
      if (several_divisions_ && !from_shards_.insert(entry.place).second) {
        merged.overlaps.add(entry.place);
      }
      const auto known = whole_.find(entry.place);
      if (known && !tells_better(entry, *known, output_ / entry.place)) return;
      waiting_.push_back(entry);
      if (waiting_.size() == kAtOnce) write();
    });
    write();  // before the next shard asks what is known
    merged.joined.push_back(shard);
  }

  void end(MergedLedgers& merged) {
    whole_.record_left_out(left_out_);
    whole_.record_end(merged.is_complete());
    whole_.each([&](const LedgerEntry&) { ++merged.photographs; });
    if (merged.unended.empty()) remove_temporary_files(output_);
  }

 private:
  void write() {
    if (!waiting_.empty()) whole_.record(waiting_);
    waiting_.clear();
  }

  fs::path output_;
  bool several_divisions_;
  Observer& observer_;
  Ledger whole_;
  std::vector<LedgerEntry> waiting_;
  std::set<std::string> from_shards_;
  std::map<std::string, std::size_t> left_out_;
};

}  // namespace

MergedLedgers merge_ledgers(const MergeLedgersJob& job, Observer& observer) {
  const std::vector<Shard> shards = shards_in(job.output);
  if (shards.empty()) {
    throw Error(job.output, "holds no ledger of a shard (" + std::string(kLedgerFolder) +
                                "/shards); name a folder that 'antifaz anonymize --shard' wrote");
  }
  std::set<int> divisions;
  for (const Shard& shard : shards) divisions.insert(shard.of);
  MergedLedgers merged;
  Merging merging(job.output, divisions.size() > 1, observer);
  for (const Shard& shard : shards) {
    if (has_ledger(job.output, shard)) merging.add(shard, merged);
  }
  for (const int of : divisions) {
    for (int number = 1; number <= of; ++number) {
      const Shard shard{number, of};
      if (!has_ledger(job.output, shard)) merged.missing.push_back(shard);
    }
  }
  merging.end(merged);
  return merged;
}

}  // namespace antifaz
