#include "pipelines/anonymize/anonymize.hpp"

#include <gmock/gmock.h>

#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::FakeClassifier;
using ::testing::HasSubstr;
using testing::kCell;

class AnonymizeTest : public testing::AnonymizeFixture {};

TEST_F(AnonymizeTest, ChangesTheFaceAndNothingElse) {
  photo("a.png", {true, false});
  const auto report = run();
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(report.outcomes[0].output, out("a.png"));
  EXPECT_EQ(change("a.png"), 10);
  const cv::Rect beside(kCell, 0, kCell, kCell);
  EXPECT_EQ(cv::norm(decoded(out("a.png"))(beside), testing::drawn_photo({true, false})(beside)),
            0);
}

TEST_F(AnonymizeTest, TreatsAllFacesOfAPhotograph) {
  photo("a.png", {true, false, true, true});
  EXPECT_EQ(run().faces(), 3u);
  EXPECT_EQ(change("a.png", 0), 10);
  EXPECT_EQ(change("a.png", 2), 10);
  EXPECT_EQ(change("a.png", 3), 10);
}

TEST_F(AnonymizeTest, KeepsSixteenBits) {
  photo("a.png", {true}, 100, CV_16U);
  run();
  const cv::Mat result = decoded(out("a.png"));
  ASSERT_EQ(result.type(), CV_16UC3);
  EXPECT_EQ(result.at<cv::Vec3w>(kCell / 2, kCell / 2)[1], 230 * 257);
}

TEST_F(AnonymizeTest, StrengthScalesTheChange) {
  photo("a.png");
  options_.strength = 0.5;
  run();
  EXPECT_EQ(change("a.png"), 5);
}

TEST_F(AnonymizeTest, StrengthZeroIsRefused) {
  photo("a.png", {true, true});
  options_.strength = 0;
  EXPECT_ERROR(run(), HasSubstr("which leaves faces as they are"));
  EXPECT_FALSE(written("a.png"));
}

/// One face that would stay as it is spoils its photograph, whatever keeps it from changing.
TEST_F(AnonymizeTest, AFaceThatWouldStayAsItIsQuarantinesItsPhotograph) {
  photo("a.png");
  photo("weak.png", {true}, 77);
  photo("weak16.png", {true, true}, 77, CV_16U);
  write_photo(cv::Mat(kCell, kCell, CV_8UC3, cv::Scalar::all(255)), temp_ / "in/white.png");
  protector_.weak_level = 77;
  const auto report = run();
  EXPECT_EQ(change("a.png"), 10);
  for (std::size_t i = 1; i < 4; ++i) {
    const Outcome& outcome = report.outcomes[i];
    EXPECT_EQ(outcome.kind, OutcomeKind::kQuarantined) << outcome.input;
    EXPECT_THAT(outcome.reason, HasSubstr("would stay as it is")) << outcome.input;
    EXPECT_FALSE(written(outcome.input.filename().string())) << outcome.input;
  }
  EXPECT_THAT(report.outcomes[2].reason, HasSubstr("face 1 of 2"));
}

TEST_F(AnonymizeTest, AStrengthTooWeakToSeeFailsToo) {
  photo("a.png");
  options_.strength = 0.04;  // of 10 levels
  EXPECT_EQ(run().count(OutcomeKind::kQuarantined), 1u);
  EXPECT_FALSE(written("a.png"));
}

/// Who estimates labels and who changes faces see the same pixels, cut once.
TEST_F(AnonymizeTest, AFaceIsCutOnce) {
  struct Watching : FakeClassifier {
    std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
      for (const FaceView& face : faces) chips.push_back(face.chip);
      return FakeClassifier::probability_male(faces);
    }
    std::vector<cv::Mat> chips;
  } classifier;
  classifier_ = &classifier;
  options_.mode = Mode::kRandom;
  photo("a.png", {true, true});
  photo("b.png");
  run();
  ASSERT_EQ(classifier.chips.size(), 3u);
  ASSERT_EQ(protector_.chips.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(classifier.chips[i].data, protector_.chips[i].data) << i;
    EXPECT_EQ(protector_.chips[i].size(), cv::Size(kChipSize, kChipSize)) << i;
  }
}

/// Crowds end a batch early and go through the network in parts: 4 MB a face count as pixels do.
TEST_F(AnonymizeTest, FacesCountInABatchsMemory) {
  for (const char* name : {"a.png", "b.png", "c.png", "d.png"}) {
    photo(name, std::vector<bool>(100, true));
  }
  options_.batch = 4;
  const auto report = run();
  EXPECT_EQ(report.faces(), 400u);
  EXPECT_EQ(protector_.calls, 4);  // two batches of 200 faces, in parts of 128 at most
  EXPECT_EQ(change("d.png", 99), 10);
}

TEST_F(AnonymizeTest, WhatVanishedIsNotCalledProtected) {
  for (const char* name : {"a.png", "b.png", "c.png"}) photo(name);
  options_.batch = 1;
  messages_.on_progress = [&] {
    if (messages_.done == 2) std::filesystem::remove_all(options_.output);
  };
  const auto report = run();
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(report.outcomes[i].kind, OutcomeKind::kFailed);
    EXPECT_THAT(report.outcomes[i].reason, HasSubstr("is gone"));
    EXPECT_TRUE(report.outcomes[i].faces.empty());
    EXPECT_TRUE(report.outcomes[i].output.empty());
  }
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(change("c.png"), 10);
}

TEST_F(AnonymizeTest, StopsBetweenBatchesAndSaysHowToGoOn) {
  for (const char* name : {"a.png", "b.png", "c.png", "d.png", "e.png"}) photo(name);
  options_.batch = 2;
  messages_.stop_after = 1;
  EXPECT_THAT([&] { run(); }, ::testing::ThrowsMessage<Stopped>(::testing::AllOf(
                                  HasSubstr("2 of 5"), HasSubstr("run it again"))));
  EXPECT_EQ(change("b.png"), 10);
  EXPECT_FALSE(written("c.png"));
  messages_.stop_after = 5;  // too late: all is done
  options_.overwrite = true;
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 5u);
}

TEST_F(AnonymizeTest, WhatTheWalkCouldNotReadFailsByName) {
  photo("a.png");
  std::filesystem::create_symlink("nowhere", temp_ / "in/dangling.png");
  std::filesystem::create_symlink("loop", temp_ / "in/loop");
  std::filesystem::create_directory_symlink(".", temp_ / "in/self");
  const auto report = run();
  std::vector<std::string> reasons;
  for (const Outcome& outcome : report.outcomes) reasons.push_back(outcome.reason);
  EXPECT_THAT(reasons, ElementsAre("", HasSubstr("leads nowhere"), HasSubstr("leads nowhere"),
                                   HasSubstr("is a link to a folder")));
  EXPECT_EQ(change("a.png"), 10);
}

TEST_F(AnonymizeTest, OneCallOfTheNetworkABatch) {
  for (const char* name : {"a.png", "b.png", "c.png"}) photo(name, {true, true});
  options_.batch = 2;
  run();
  EXPECT_EQ(protector_.calls, 2);
}

TEST_F(AnonymizeTest, DoesNotWriteAPhotographWithoutFaces) {
  photo("a.png", {false});
  photo("b.png");
  const auto report = run();
  EXPECT_EQ(report.outcomes[0].kind, OutcomeKind::kNoFace);
  EXPECT_TRUE(report.outcomes[0].output.empty());
  EXPECT_FALSE(written("a.png"));
  EXPECT_TRUE(written("b.png"));
  EXPECT_THAT(messages_.lines, ElementsAre(EndsWith("a.png: no face found, not written")));
}

TEST_F(AnonymizeTest, CopiesAPhotographWithoutFacesWhenAsked) {
  photo("a.png", {false});
  options_.no_face = NoFace::kCopy;
  EXPECT_EQ(run().outcomes[0].kind, OutcomeKind::kCopied);
  EXPECT_EQ(cv::norm(decoded(out("a.png")), testing::drawn_photo({false})), 0);
}

TEST_F(AnonymizeTest, BadPhotographsFailAloneAndAreNeverCopied) {
  options_.no_face = NoFace::kCopy;
  photo("a.png");
  temp_.write("in/empty.jpg", "");
  temp_.write("in/text.jpg", "hello");
  photo("throws.png", {true}, 0);  // the detector does
  photo("unchanged.png", {true}, 77);
  photo("z.png");
  protector_.refused_level = 77;
  const auto report = run();
  std::vector<std::string> reasons;
  for (const Outcome& outcome : report.outcomes) reasons.push_back(outcome.reason);
  EXPECT_THAT(reasons,
              ElementsAre("", HasSubstr("empty"), HasSubstr("not a JPEG"),
                          HasSubstr("the detector fell over"), "the network fell over", ""));
  EXPECT_EQ(report.count(OutcomeKind::kFailed), 4u);
  for (const char* name : {"empty.jpg", "text.jpg", "throws.png", "unchanged.png"}) {
    EXPECT_FALSE(written(name)) << name;
  }
  EXPECT_EQ(change("a.png"), 10);
  EXPECT_EQ(change("z.png"), 10);
}

TEST_F(AnonymizeTest, WritesNothingWhereAFaceGotNoChange) {
  photo("a.png", {true, true});
  protector_.loses_one = true;
  EXPECT_EQ(run().outcomes[0].kind, OutcomeKind::kFailed);
  EXPECT_FALSE(written("a.png"));
}

TEST_F(AnonymizeTest, AFolderThatCannotBeWrittenFailsItsPhotographsOnly) {
  photo("a.png");
  photo("sub/b.png");
  temp_.write("out/sub", "a file where a folder should be");
  const auto report = run();
  EXPECT_EQ(report.outcomes[0].kind, OutcomeKind::kProtected);
  EXPECT_EQ(report.outcomes[1].kind, OutcomeKind::kFailed);
  EXPECT_TRUE(report.outcomes[1].faces.empty());
}

TEST_F(AnonymizeTest, RefusesOptionsThatMakeNoSense) {
  photo("a.png");
  options_.mode = Mode::kOpposite;
  EXPECT_ERROR(run(), HasSubstr("mode opposite needs each face's label"));
  options_.mode = Mode::kNeutral;
  options_.strength = 1.5;
  EXPECT_ERROR(run(), HasSubstr("between 0 and 1"));
}

}  // namespace
}  // namespace antifaz
