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
  const AnonymizeReport report = run();
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

TEST_F(AnonymizeTest, StrengthZeroLeavesTheDecodedPixels) {
  photo("a.png", {true, true});
  options_.strength = 0;
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(cv::norm(decoded(out("a.png")), testing::drawn_photo({true, true})), 0);
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
  const AnonymizeReport report = run();
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
  const AnonymizeReport report = run();
  std::vector<std::string> reasons;
  for (const Outcome& outcome : report.outcomes) reasons.push_back(outcome.reason);
  EXPECT_THAT(reasons, ElementsAre("", HasSubstr("empty"), HasSubstr("not a JPEG"),
                                   "the detector fell over", "the network fell over", ""));
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
  const AnonymizeReport report = run();
  EXPECT_EQ(report.outcomes[0].kind, OutcomeKind::kProtected);
  EXPECT_EQ(report.outcomes[1].kind, OutcomeKind::kFailed);
  EXPECT_TRUE(report.outcomes[1].faces.empty());
}

TEST_F(AnonymizeTest, RandomTargetsHangOnSeedAndNameAlone) {
  options_.mode = Mode::kRandom;
  std::vector<std::string> names;
  for (int i = 0; i < 16; ++i) names.push_back("p" + std::to_string(10 + i) + ".png");
  for (const auto& name : names) photo(name);
  const auto draw = [&](std::uint64_t seed, std::size_t batch) {
    options_.seed = seed;
    options_.batch = batch;
    options_.overwrite = true;
    run();
    std::vector<int> changes;
    for (const auto& name : names) changes.push_back(change(name));
    return changes;
  };
  const std::vector<int> first = draw(1, 16);
  EXPECT_EQ(first, draw(1, 3));
  EXPECT_NE(first, draw(2, 16));
  EXPECT_THAT(first, ::testing::Each(::testing::AnyOf(30, -30)));
  EXPECT_THAT(first, ::testing::AllOf(::testing::Contains(30), ::testing::Contains(-30)));
  std::filesystem::remove(temp_.path() / "in/p10.png");
  names.erase(names.begin());
  EXPECT_EQ(draw(1, 16), std::vector<int>(first.begin() + 1, first.end()));
}

TEST_F(AnonymizeTest, FacesOfOnePhotographDrawTheirOwnRandomTargets) {
  options_.mode = Mode::kRandom;
  photo("crowd.png", std::vector<bool>(16, true));
  run();
  std::vector<int> changes;
  for (int cell = 0; cell < 16; ++cell) changes.push_back(change("crowd.png", cell));
  EXPECT_THAT(changes, ::testing::AllOf(::testing::Contains(30), ::testing::Contains(-30)));
}

TEST_F(AnonymizeTest, OnePersonDrawsOnceWhereTheLabelsNamePeople) {
  options_.mode = Mode::kRandom;
  std::string manifest = "path,subject\n";
  for (int i = 0; i < 32; ++i) {
    const std::string name = "p" + std::to_string(10 + i) + ".png";
    photo(name);
    manifest += name + ",s" + std::to_string(i % 8) + "\n";
  }
  temp_.write("in/manifest.csv", manifest);
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  run();
  std::vector<int> changes;
  for (int i = 0; i < 32; ++i) changes.push_back(change("p" + std::to_string(10 + i) + ".png"));
  for (std::size_t i = 8; i < changes.size(); ++i) EXPECT_EQ(changes[i], changes[i % 8]) << i;
  EXPECT_THAT(changes, ::testing::AllOf(::testing::Contains(30), ::testing::Contains(-30)));
}

TEST_F(AnonymizeTest, LabelModesTakeTheManifestsLabelBeforeTheClassifiers) {
  options_.mode = Mode::kOpposite;
  FakeClassifier classifier;
  classifier_ = &classifier;
  photo("labelled.png", {true}, 180);  // "male" to the classifier
  photo("unlabelled.png", {true}, 180);
  temp_.write("in/manifest.csv", "path,gender\nlabelled.png,female\nunlabelled.png,\n");
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  const AnonymizeReport report = run();
  EXPECT_EQ(change("labelled.png"), 30);
  EXPECT_FALSE(report.outcomes[0].faces[0].label_estimated);
  EXPECT_EQ(change("unlabelled.png"), -30);
  EXPECT_TRUE(report.outcomes[1].faces[0].label_estimated);
}

TEST_F(AnonymizeTest, ALabelIsTheMainFacesOnly) {
  options_.mode = Mode::kSame;
  FakeClassifier classifier;
  classifier_ = &classifier;
  photo("a.png", {true, true, true}, 180);
  temp_.write("in/manifest.csv", "path,gender\na.png,female\n");
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  run();
  EXPECT_EQ(change("a.png", 0), 30);
  EXPECT_EQ(change("a.png", 1), -30);  // the middle one
  EXPECT_EQ(change("a.png", 2), 30);
}

TEST_F(AnonymizeTest, AFaceWhoseLabelNobodyKnowsFailsItsPhotograph) {
  options_.mode = Mode::kSame;
  photo("one.png");
  photo("two.png", {true, true});
  temp_.write("in/manifest.csv", "path,gender\none.png,female\ntwo.png,female\n");
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  const AnonymizeReport report = run();
  EXPECT_EQ(change("one.png"), -30);
  EXPECT_THAT(report.outcomes[1].reason, HasSubstr("no classifier to ask"));
  EXPECT_FALSE(written("two.png"));
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
