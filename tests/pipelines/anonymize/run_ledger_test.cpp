#include "pipelines/anonymize/run_ledger.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/run_ledger_fixture.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::Killed;
using testing::MeddlingProtector;
namespace fs = std::filesystem;

class RunLedgerTest : public testing::RunLedgerFixture {};

TEST_F(RunLedgerTest, TheSameAgainDoesNothingAndReportsTheSame) {
  photo("a.png", {true, true});
  photo("deep/b.png");
  photo("none.png", {false});
  const auto first = run();
  EXPECT_EQ(first.before(), 0u);
  const auto time = fs::last_write_time(out("a.png"));
  const auto second = again();
  EXPECT_EQ(protector_.calls, 0);
  EXPECT_EQ(second.before(), 3u);
  EXPECT_THAT(messages_.lines, Contains(HasSubstr("3 of 3 photographs were done before")));
  EXPECT_EQ(fs::last_write_time(out("a.png")), time);
  ASSERT_EQ(second.outcomes.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(second.outcomes[i].kind, first.outcomes[i].kind);
    EXPECT_EQ(second.outcomes[i].input, first.outcomes[i].input);
    EXPECT_EQ(second.outcomes[i].output, first.outcomes[i].output);
    ASSERT_EQ(second.outcomes[i].faces.size(), first.outcomes[i].faces.size());
  }
  EXPECT_EQ(second.outcomes[0].faces[1].box, first.outcomes[0].faces[1].box);
  EXPECT_EQ(second.outcomes[0].faces[1].score, 1);
}

TEST_F(RunLedgerTest, ARunKilledAnywhereIsMadeUpFor) {
  constexpr int kPhotographs = 9, kBatch = 2, kCalls = 5;
  for (int i = 0; i < kPhotographs; ++i) {
    photo((i % 2 ? "" : "deep/") + std::to_string(i) + ".png", {true}, 90 + i);
  }
  options_.mode = Mode::kRandom;
  options_.batch = kBatch;
  run();
  const auto uninterrupted = files();
  ASSERT_EQ(uninterrupted.size(), std::size_t{kPhotographs});
  for (int killed_at = 0; killed_at < kCalls; ++killed_at) {
    fs::remove_all(options_.output);
    MeddlingProtector killer;
    killer.at = killed_at;
    killer.meddle = [] { throw Killed(); };
    EXPECT_THROW(anonymize(options_, detector_, killer, nullptr, messages_), Killed);
    const std::size_t done = files().size();
    EXPECT_EQ(done, static_cast<std::size_t>(killed_at * kBatch));
    EXPECT_EQ(again().before(), done);
    EXPECT_EQ(protector_.calls, kCalls - killed_at);
    EXPECT_TRUE(files() == uninterrupted) << killed_at;
  }
}

/// As if it had been killed between the two: the files are there, and the ledger says "started".
TEST_F(RunLedgerTest, WhatWasInFlightIsDoneAgain) {
  photo("a.png");
  photo("b.png");
  run();
  const auto uninterrupted = files();
  std::vector<LedgerEntry> entries = ledger();
  entries[0].status = LedgerStatus::kStarted;
  entries[0].output_hash.clear();
  Ledger(options_.output).record(entries);
  temp_.write("out/.antifaz-0123abc.tmp", "half a photograph");
  fs::create_directories(temp_ / "out/deep");
  temp_.write("out/deep/.antifaz-4.tmp", "half a photograph");
  EXPECT_EQ(again().before(), 1u);
  EXPECT_THAT(messages_.lines, Contains(HasSubstr("removed from the output folder: 2")));
  EXPECT_TRUE(files() == uninterrupted);
}

TEST_F(RunLedgerTest, WhatIsMissingOrChangedIsDoneAgainAndNothingElse) {
  for (const char* name : {"changed.png", "gone.png", "other.png", "same.png"}) photo(name);
  run();
  const auto before = files();
  photo("changed.png", {true, true});
  fs::remove(out("gone.png"));
  std::string bytes = read_file(out("other.png"));
  bytes[bytes.size() / 2] ^= 1;
  write_atomically(out("other.png"), bytes);
  const auto report = again();
  EXPECT_EQ(report.before(), 1u);
  EXPECT_TRUE(report.outcomes[3].before);
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 4u);
  EXPECT_EQ(report.faces(), 5u);
  auto after = files();
  EXPECT_FALSE(after["changed.png"] == before.at("changed.png"));
  after["changed.png"] = before.at("changed.png");
  EXPECT_TRUE(after == before);
}

TEST_F(RunLedgerTest, AFileThatIsOnlyTouchedIsNotDoneAgain) {
  photo("a.png");
  run();
  fs::last_write_time(temp_ / "in/a.png", fs::file_time_type::clock::now());
  fs::last_write_time(out("a.png"), fs::file_time_type::clock::now());
  EXPECT_EQ(again().before(), 1u);
}

TEST_F(RunLedgerTest, OtherSettingsOrNetworksAreNamedAndDoneAgain) {
  photo("a.png");
  photo("none.png", {false});
  run();
  options_.strength = 0.5;
  EXPECT_EQ(again().before(), 0u);
  EXPECT_EQ(change("a.png"), 5);
  EXPECT_THAT(messages_.lines,
              Contains(AllOf(HasSubstr("1 photograph in the output folder"),
                             HasSubstr("other settings or networks, done again: 'a.png'"))));
  options_.no_face = NoFace::kCopy;
  EXPECT_EQ(again().count(OutcomeKind::kCopied), 1u);
  const auto done_before = [&](const Making& making) {
    AnonymizePlan plan = plan_anonymize(options_, making);
    return anonymize(std::move(plan), options_, {detector_, protector_}, messages_).before();
  };
  EXPECT_EQ(done_before({"", "other weights"}), 0u);
  EXPECT_EQ(done_before({"", "other weights"}), 2u);
  EXPECT_EQ(done_before({"refined", "other weights"}), 0u);
}

}  // namespace
}  // namespace antifaz
