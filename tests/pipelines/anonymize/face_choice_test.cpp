#include <gmock/gmock.h>

#include "pipelines/ledger/ledger.hpp"
#include "pipelines/selection/face_boxes.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/treated_fixture.hpp"

namespace antifaz {
namespace {

using testing::drawn_photo;
using testing::kCell;

/// What becomes of faces that are not changed.
class FaceChoiceTest : public testing::TreatedFixture {};

TEST_F(FaceChoiceTest, TheFallbackMakesFacesUnrecognisableAndCountsThemApart) {
  for (const Fallback fallback : {Fallback::kBlur, Fallback::kSolid}) {
    options_.fallback = fallback;
    options_.overwrite = true;
    amounts_.by_level[110] = 12;
    photo("a.png", {true, true}, 110);
    photo("b.png", {true, false}, 100);
    const auto report = treat();
    EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
    EXPECT_EQ(report.count(OutcomeKind::kObscured), 1u);
    EXPECT_EQ(report.outcomes.at(0).kind, OutcomeKind::kObscured);
    EXPECT_EQ(report.faces(), 1u);
    const bool blurred = fallback == Fallback::kBlur;
    EXPECT_EQ(report.faces(blurred ? FaceFate::kBlurred : FaceFate::kCovered), 2u);
    EXPECT_EQ(report.outcomes.at(0).other_faces(), blurred ? "2 faces blurred" : "2 faces covered");
    EXPECT_LT(change("a.png"), -5);  // of the bright square only a shine is left
    EXPECT_EQ(change("b.png"), -20);
  }
}

/// None of its faces is protected, so it is not called so; and it need not be done again.
TEST_F(FaceChoiceTest, APhotographOfBlurredFacesIsObscuredAndDone) {
  options_.fallback = Fallback::kBlur;
  amounts_.amount = 12;
  photo("a.png");
  EXPECT_EQ(treat().count(OutcomeKind::kProtected), 0u);
  EXPECT_TRUE(written("a.png"));
  LedgerReader(options_.output).each([](const LedgerEntry& entry) {
    EXPECT_EQ(entry.status, LedgerStatus::kObscured);
    EXPECT_TRUE(entry.is_written());
  });
  const auto again = treat();
  EXPECT_EQ(again.before(), 1u);
  EXPECT_EQ(again.count(OutcomeKind::kObscured), 1u);
}

TEST_F(FaceChoiceTest, ABlurredFaceChangesOnlyItsPartOfAJpeg) {
  options_.fallback = Fallback::kBlur;
  amounts_.amount = 12;
  cv::Mat pixels = drawn_photo({true, false, false, true});
  const auto in = temp_.write("in/a.jpg", testing::encoded(".jpg", pixels));
  EXPECT_EQ(treat().faces(FaceFate::kBlurred), 2u);
  cv::Mat difference;
  cv::absdiff(decoded(in), decoded(out("a.jpg")), difference);
  EXPECT_GT(cv::norm(difference.colRange(0, kCell), cv::NORM_INF), 40);
  EXPECT_GT(cv::norm(difference.colRange(3 * kCell, 4 * kCell), cv::NORM_INF), 40);
  EXPECT_EQ(cv::norm(difference.colRange(96, 160), cv::NORM_INF), 0);
}

TEST_F(FaceChoiceTest, FacesLeftAsTheyAreAreCountedAndInTheLedger) {
  options_.largest = true;
  photo("a.png", {true, true, false});
  const auto report = treat();
  EXPECT_EQ(report.faces(), 1u);
  EXPECT_EQ(report.faces(FaceFate::kUnselected), 1u);
  EXPECT_EQ(change("a.png", 0) + change("a.png", 1), -20);
  LedgerReader(options_.output).each([](const LedgerEntry& entry) {
    ASSERT_EQ(entry.faces.size(), 2u);
    EXPECT_EQ(entry.faces[0].fate, FaceFate::kProtected);
    EXPECT_EQ(entry.faces[1].fate, FaceFate::kUnselected);
  });
  const auto again = treat();
  EXPECT_EQ(again.before(), 1u);
  EXPECT_EQ(again.faces(FaceFate::kUnselected), 1u);
}

TEST_F(FaceChoiceTest, APhotographOfFacesBelowTheSizeHasNoneToProtect) {
  options_.ignore_below = kCell + 1;
  photo("a.png", {true, true});
  const auto report = treat();
  EXPECT_EQ(report.outcomes.at(0).kind, OutcomeKind::kNoFace);
  EXPECT_EQ(report.outcomes[0].reason, "no face to protect: its 2 faces are below 65 pixels");
  EXPECT_EQ(report.faces(FaceFate::kSmall), 2u);
  EXPECT_EQ(report.faces(), 0u);
  EXPECT_FALSE(written("a.png"));
}

/// Whatever decides which faces are changed, and how, decides whether a photograph is done.
TEST_F(FaceChoiceTest, EveryChoiceOfFacesIsASettingOfTheLedger) {
  photo("a.png");
  treat();
  const auto is_done_again = [&] { return treat().before() == 0; };
  EXPECT_FALSE(is_done_again());
  options_.ignore_below = 5;
  EXPECT_TRUE(is_done_again());
  options_.largest = true;
  EXPECT_TRUE(is_done_again());
  options_.fallback = Fallback::kBlur;
  EXPECT_TRUE(is_done_again());
  options_.unchecked = true;
  EXPECT_TRUE(is_done_again());
  const FaceBoxes boxes =
      FaceBoxes::read(temp_.write("boxes.csv", "path,x,y,width,height\nz.png,0,0,9,9\n"));
  options_.boxes = &boxes;
  EXPECT_TRUE(is_done_again());
  EXPECT_FALSE(is_done_again());
}

}  // namespace
}  // namespace antifaz
