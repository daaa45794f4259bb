#include "pipelines/ledger/merge_ledgers.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "pipelines/ledger/ledger.hpp"
#include "src/core/sha256.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MergeLedgersTest : public ::testing::Test {
 protected:
  /// Of a file that stands there with this text, unless it is empty.
  LedgerEntry entry(const std::string& place, const std::string& text,
                    std::int64_t time = 10) const {
    LedgerEntry one;
    one.place = place;
    one.input = "/in/" + place;
    one.status = text.empty() ? LedgerStatus::kFailed : LedgerStatus::kProtected;
    one.time = time;
    if (text.empty()) return one;
    std::ofstream(out_ / place) << text;
    one.output_hash = sha256_of(out_ / place);
    one.output_stamp = stamp_of(out_ / place);
    return one;
  }
  void keep(const Shard& shard, const std::vector<LedgerEntry>& entries, bool ended = true) const {
    Ledger ledger(out_, shard);
    ledger.record_left_out({{"text files", 2}});
    ledger.record(entries);
    ledger.record_end(ended);
  }
  MergedLedgers merge() const {
    Observer quiet;
    return merge_ledgers({out_}, quiet);
  }
  static std::vector<std::string> names(const std::vector<Shard>& shards) {
    std::vector<std::string> all;
    for (const Shard& shard : shards) all.push_back(to_string(shard));
    return all;
  }

  testing::TempFolder temp_;
  fs::path out_ = temp_.path();
};

TEST_F(MergeLedgersTest, TheFoldersLedgerKnowsWhatEachShardKnew) {
  keep({1, 2}, {entry("a.jpg", "a"), entry("b.jpg", "")});
  keep({2, 2}, {entry("c.jpg", "c")});
  EXPECT_ERROR(LedgerReader ledger(out_), HasSubstr("join them with 'antifaz merge'"));
  const MergedLedgers merged = merge();
  EXPECT_TRUE(merged.is_complete());
  EXPECT_EQ(merged.photographs, 3u);
  EXPECT_THAT(names(merged.joined), ElementsAre("1/2", "2/2"));
  LedgerReader ledger(out_);
  EXPECT_EQ(ledger.find("b.jpg")->status, LedgerStatus::kFailed);
  EXPECT_TRUE(ledger.find("c.jpg")->output_is_unchanged(out_ / "c.jpg"));
  EXPECT_EQ(ledger.left_out().at("text files"), 2u);
  EXPECT_TRUE(ledger.ended());
}

TEST_F(MergeLedgersTest, GapsAreNamed) {
  keep({1, 4}, {entry("a.jpg", "a")});
  keep({4, 4}, {entry("b.jpg", "b")}, false);
  const MergedLedgers merged = merge();
  EXPECT_FALSE(merged.is_complete());
  EXPECT_THAT(names(merged.missing), ElementsAre("2/4", "3/4"));
  EXPECT_THAT(names(merged.unended), ElementsAre("4/4"));
  EXPECT_EQ(merged.photographs, 2u);
}

TEST_F(MergeLedgersTest, MergingAgainTakesWhatHasComeSince) {
  keep({1, 2}, {entry("a.jpg", "a")}, false);
  keep({2, 2}, {});
  merge();
  keep({1, 2}, {entry("b.jpg", "b")});
  const MergedLedgers merged = merge();
  EXPECT_TRUE(merged.is_complete());
  EXPECT_EQ(merged.photographs, 2u);
  EXPECT_TRUE(merged.overlaps.empty());
}

TEST_F(MergeLedgersTest, WhatTheWholeFolderKnowsLaterIsNotForgotten) {
  keep({1, 2}, {entry("a.jpg", "old", 10)});
  keep({2, 2}, {});
  merge();
  Ledger(out_).record({entry("a.jpg", "new", 20)});
  merge();
  EXPECT_EQ(LedgerReader(out_).find("a.jpg")->time, 20);
}

TEST_F(MergeLedgersTest, OfSeveralThatDidOnePhotographTheOneWhoseFileStandsCounts) {
  const LedgerEntry gone = entry("a.jpg", "first", 30);
  const LedgerEntry stands = entry("a.jpg", "second", 20);
  keep({1, 3}, {gone});
  keep({2, 3}, {});
  keep({3, 3}, {});
  keep({1, 2}, {stands});
  keep({2, 2}, {});
  const MergedLedgers merged = merge();
  EXPECT_EQ(merged.overlaps.count, 1u);
  EXPECT_THAT(merged.overlaps.names(), HasSubstr("a.jpg"));
  EXPECT_EQ(LedgerReader(out_).find("a.jpg")->time, 20);
}

TEST_F(MergeLedgersTest, AFolderWithoutShardsIsRefused) {
  EXPECT_ERROR(merge(), HasSubstr("holds no ledger of a shard"));
  Ledger(out_).record({entry("a.jpg", "a")});
  EXPECT_ERROR(merge(), HasSubstr("anonymize --shard"));
}

TEST_F(MergeLedgersTest, ShardsKeepOnlyTheirOwnKindAway) {
  const Ledger first(out_, {1, 2});
  const Ledger second(out_, {2, 2});
  EXPECT_ERROR(Ledger again(out_, {1, 2}), HasSubstr("is writing into this folder"));
}

}  // namespace
}  // namespace antifaz
