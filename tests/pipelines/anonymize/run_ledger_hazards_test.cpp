#include <gmock/gmock.h>

#include "pipelines/anonymize/run_ledger.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/run_ledger_fixture.hpp"

namespace antifaz {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::MeddlingProtector;
namespace fs = std::filesystem;

class RunLedgerHazards : public testing::RunLedgerFixture {};

TEST_F(RunLedgerHazards, NoOlderFileStaysOfAPhotographThatIsNotProtectedNow) {
  for (const char* name : {"broken.png", "faceless.png", "refused.png"}) photo(name);
  run();
  temp_.write("in/broken.png", "no photograph any more");
  photo("faceless.png", {false});
  photo("refused.png", {true}, 77);
  protector_.refused_level = 77;
  const auto report = again();
  EXPECT_EQ(report.count(OutcomeKind::kFailed), 2u);
  EXPECT_EQ(report.count(OutcomeKind::kNoFace), 1u);
  EXPECT_TRUE(files().empty());
  EXPECT_THAT(messages_.lines, Contains(HasSubstr("faceless.png: removed; an earlier run")));
}

TEST_F(RunLedgerHazards, AFileThatNoRunWroteIsNeitherReplacedNorRemoved) {
  photo("a.png", {false});
  run();
  temp_.write("out/a.png", "mine");
  EXPECT_ERROR(run(), HasSubstr("a.png: exists already"));
  options_.overwrite = true;
  EXPECT_EQ(run().count(OutcomeKind::kNoFace), 1u);
  EXPECT_EQ(read_file(out("a.png")), "mine");
}

TEST_F(RunLedgerHazards, AnotherPhotographOfTheNameIsNotTheSame) {
  photo("a.png");
  run();
  fs::rename(temp_ / "in", temp_ / "moved");
  options_.inputs = {temp_ / "moved"};
  EXPECT_EQ(again().before(), 1u) << "a data set may move";
  write_photo(testing::drawn_photo({true}, 50), temp_ / "else/a.png");
  options_.inputs = {temp_ / "else"};
  EXPECT_ERROR(run(), HasSubstr("a.png: exists already"));
}

TEST_F(RunLedgerHazards, ABrokenLinkDoesNotTakeAnothersPlace) {
  photo("x/a.png");
  fs::create_directories(temp_ / "y/x");
  fs::create_symlink("nowhere", temp_ / "y/x/a.png");
  options_.inputs = {temp_ / "in/x", temp_ / "y/x"};
  EXPECT_ERROR(run(), HasSubstr("would be written here"));
}

TEST_F(RunLedgerHazards, FailuresAreTriedAgain) {
  photo("a.png", {true}, 77);
  protector_.refused_level = 77;
  EXPECT_EQ(run().count(OutcomeKind::kFailed), 1u);
  protector_.refused_level = -1;
  EXPECT_EQ(again().count(OutcomeKind::kProtected), 1u);
}

TEST_F(RunLedgerHazards, WhatChangesWhileItIsReadFails) {
  photo("a.png");
  photo("b.png");
  MeddlingProtector meddler;
  meddler.meddle = [&] { photo("a.png", {false, true}); };
  const testing::FullReport report(anonymize(options_, detector_, meddler, nullptr, messages_));
  EXPECT_EQ(report.outcomes[0].kind, OutcomeKind::kFailed);
  EXPECT_THAT(report.outcomes[0].reason, HasSubstr("changed while it was read"));
  EXPECT_FALSE(written("a.png"));
  EXPECT_EQ(report.outcomes[1].kind, OutcomeKind::kProtected);
  EXPECT_EQ(again().before(), 1u);
  EXPECT_TRUE(written("a.png"));
}

TEST_F(RunLedgerHazards, WhatVanishedIsDoneAgain) {
  photo("a.png");
  photo("b.png");
  options_.batch = 1;
  messages_.on_progress = [&] { fs::remove(out("a.png")); };
  EXPECT_EQ(run().count(OutcomeKind::kFailed), 1u);
  EXPECT_EQ(ledger()[0].status, LedgerStatus::kFailed);
  messages_.on_progress = nullptr;
  EXPECT_EQ(again().before(), 1u);
  EXPECT_TRUE(written("a.png"));
}

TEST_F(RunLedgerHazards, ABusyFolderOrADamagedLedgerEndsTheRunFirst) {
  photo("a.png");
  {
    const Ledger busy(options_.output);
    EXPECT_ERROR(run(), HasSubstr("is writing into this folder"));
  }
  write_atomically(options_.output / ".antifaz/ledger.sqlite", "this is no ledger");
  EXPECT_ERROR(run(), HasSubstr("is damaged"));
  EXPECT_EQ(protector_.calls, 0);
  EXPECT_FALSE(written("a.png"));
}

TEST_F(RunLedgerHazards, KnowsNeitherTargetNorLabelNorSeed) {
  photo("a.png", {true}, 10);
  photo("b.png", {true}, 190);
  testing::FakeClassifier classifier;
  classifier_ = &classifier;
  options_.mode = Mode::kOpposite;
  options_.seed = 123454321;
  run();
  const std::string bytes = read_file(options_.output / ".antifaz/ledger.sqlite");
  for (const char* word : {"male", "gender", "target", "label", "seed", "123454321", "opposite"}) {
    EXPECT_EQ(bytes.find(word), std::string::npos) << word;
  }
  // Nor can two people be told apart by what is known of them.
  EXPECT_EQ(ledger()[0].settings, ledger()[1].settings);
}

}  // namespace
}  // namespace antifaz
