#include "pipelines/anonymize/treated_photo.hpp"

#include <gmock/gmock.h>

#include "pipelines/ledger/ledger.hpp"
#include "tests/support/treated_fixture.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class TreatedPhotoTest : public testing::TreatedFixture {};

TEST_F(TreatedPhotoTest, WhatIsAsItShouldBeIsWrittenAtOnce) {
  photo("a.png", {true, true});
  const auto report = treat();
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(report.faces(), 2u);
  EXPECT_EQ(change("a.png"), -20);
  EXPECT_EQ(matcher_.calls, 2);  // one for the originals, one for what was made
}

TEST_F(TreatedPhotoTest, AFaceThatDidNotChangeIsQuarantined) {
  amounts_.amount = 0;
  photo("a.png");
  EXPECT_EQ(quarantined(treat(), "a.png"),
            "its face: would stay as it is: the change is below one level of 255 everywhere");
}

/// It may be a hand: nobody asks whom it matches, and nothing of it keeps a photograph back.
TEST_F(TreatedPhotoTest, ADoubtfulFaceMustOnlyDiffer) {
  detector_.doubtful_cell = 0;
  amounts_.amount = -150;
  photo("a.png");
  const auto report = treat();
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(report.doubtful(), 1u);
  EXPECT_TRUE(report.outcomes.at(0).faces.at(0).doubtful);
  EXPECT_EQ(change("a.png"), -150);
  EXPECT_EQ(matcher_.calls, 0);
  photo("b.png", {true, true});
  EXPECT_THAT(quarantined(treat(), "b.png"), HasSubstr("its face 2 of 2: no longer matches"));
}

TEST_F(TreatedPhotoTest, ADoubtfulFaceThatCanNotBeChangedIsBlurred) {
  detector_.doubtful_cell = 0;
  amounts_.amount = 0;
  photo("a.png");
  const auto report = treat();
  EXPECT_EQ(report.count(OutcomeKind::kObscured), 1u);
  EXPECT_EQ(report.outcomes.at(0).other_faces(), "1 face blurred");
  EXPECT_LT(change("a.png"), -5);
}

/// The ledger knows them, and so does a run that has nothing to do.
TEST_F(TreatedPhotoTest, DoubtsAndMarksOutlastTheRun) {
  detector_.doubtful_cell = 0;
  detector_.smallest = 60;
  photo("a.png");                 // marked: nothing in it is sure
  photo("b.png", {false, true});  // marked: its face has 64 pixels
  const auto report = treat();
  EXPECT_EQ(report.marked(), 2u);
  EXPECT_EQ(report.first_marked().at(0).doubts(), "none of the faces found in it is sure");
  EXPECT_THAT(report.first_marked().at(1).doubts(), HasSubstr("hardly larger than the smallest"));
  const auto again = treat();
  EXPECT_EQ(again.before(), 2u);
  EXPECT_EQ(again.doubtful(), 1u);
  EXPECT_EQ(again.marked(), 2u);
  EXPECT_EQ(again.least_smallest(), 60);
  EXPECT_EQ(again.outcomes.at(1).marks, report.outcomes.at(1).marks);
}

TEST_F(TreatedPhotoTest, AFaceThatIsDestroyedIsQuarantined) {
  amounts_.amount = -150;
  photo("a.png", {true, false});
  EXPECT_EQ(quarantined(treat(), "a.png"), "its face: no longer matches: 0.25, needs 0.50");
}

TEST_F(TreatedPhotoTest, OneThatNoLongerMatchesIsTriedWeaker) {
  amounts_.amount = -80;
  photo("a.png");
  EXPECT_EQ(treat().count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(change("a.png"), -40);
}

TEST_F(TreatedPhotoTest, OneThatMovesTheWrongWayIsQuarantined) {
  amounts_.amount = 12;
  photo("a.png");
  EXPECT_THAT(quarantined(treat(), "a.png"),
              MatchesRegex("its face: the answer of 'level classifier' moved too little: -1.80, "
                           "needs 1.00 .log odds."));
}

TEST_F(TreatedPhotoTest, OneThatMovesTooLittleIsTriedStronger) {
  amounts_.amount = -9;
  photo("a.png");
  EXPECT_EQ(treat().count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(change("a.png"), -11);
}

/// A weaker change would not move the answer, a stronger one not match.
TEST_F(TreatedPhotoTest, OneBetweenTwoFaultsIsQuarantinedWithTheLast) {
  judges_.match_threshold = 0.9;
  amounts_.amount = -9;
  photo("a.png");
  EXPECT_THAT(quarantined(treat(), "a.png"), HasSubstr("no longer matches: 0.89, needs 0.90"));
}

TEST_F(TreatedPhotoTest, AWishForLessIsNotMadeMore) {
  options_.strength = 0.5;
  amounts_.amount = -12;  // half of it moves 0.6, and half of 1 is needed
  photo("a.png");
  EXPECT_EQ(treat().count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(change("a.png"), -6);
  options_.overwrite = true;
  amounts_.amount = -8;
  photo("b.png");
  EXPECT_THAT(quarantined(treat(), "b.png"), HasSubstr("moved too little: 0.40, needs 0.50"));
}

TEST_F(TreatedPhotoTest, OneFaceSpoilsItsPhotographAndNoOther) {
  photo("a.png", {true, true, true}, 100);
  photo("b.png", {true, true}, 110);
  amounts_.by_level[110] = 12;
  const auto report = treat();
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_THAT(quarantined(report, "b.png"), HasSubstr("its face 1 of 2: the answer"));
  EXPECT_TRUE(written("a.png"));
  EXPECT_THAT(messages_.lines, ::testing::Contains(HasSubstr("b.png: quarantined, not written")));
}

/// Neither list nor ledger may tell which way a face was drawn.
TEST_F(TreatedPhotoTest, InModeRandomTheReasonTellsNoFigures) {
  options_.mode = Mode::kRandom;
  amounts_.amount = 3;
  for (int i = 0; i < 8; ++i) photo(std::to_string(i) + ".png");
  const auto report = treat();
  EXPECT_GT(report.count(OutcomeKind::kQuarantined), 0u);
  LedgerReader(options_.output).each([](const LedgerEntry& entry) {
    if (entry.status != LedgerStatus::kQuarantined) return;
    EXPECT_EQ(entry.reason,
              "its face: the answer of 'level classifier' is not where the mode "
              "draws it");
  });
}

TEST_F(TreatedPhotoTest, UncheckedWritesWhatOnlyJudgesMind) {
  options_.unchecked = true;
  amounts_.amount = 12;
  photo("a.png");
  EXPECT_EQ(treat().count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(change("a.png"), 12);
  EXPECT_EQ(matcher_.calls, 0);
}

TEST_F(TreatedPhotoTest, AQuarantineRemovesWhatAnEarlierRunWrote) {
  photo("a.png");
  treat();
  ASSERT_TRUE(written("a.png"));
  options_.strength = 0.75;
  amounts_.amount = 12;
  quarantined(treat(), "a.png");
}

TEST_F(TreatedPhotoTest, AJudgeThatFallsOverFailsThePhotographs) {
  struct Falling : testing::LevelMatcher {
    cv::Mat embed(const std::vector<FaceView>&) override {
      throw std::runtime_error("the judge fell over\nat frame #0");
    }
  } falling;
  judges_.matcher = &falling;
  photo("a.png");
  EXPECT_EQ(treat().outcomes.at(0).reason, "the judge fell over");
  EXPECT_FALSE(written("a.png"));
}

}  // namespace
}  // namespace antifaz
