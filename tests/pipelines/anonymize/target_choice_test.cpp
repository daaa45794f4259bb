#include "pipelines/anonymize/target_choice.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/anonymize_fixture.hpp"

namespace antifaz {
namespace {

using testing::FakeClassifier;
using ::testing::HasSubstr;

/// Seen from outside: the change tells the target.
class TargetChoiceTest : public testing::AnonymizeFixture {};

TEST_F(TargetChoiceTest, RandomTargetsHangOnSeedAndNameAlone) {
  options_.mode = Mode::kRandom;
  std::vector<std::string> names;
  for (int i = 0; i < 16; ++i) names.push_back("p" + std::to_string(10 + i) + ".png");
  for (const auto& name : names) photo(name);
  const auto draw = [&](std::uint64_t seed, std::size_t batch) {
    options_.seed = seed;
    options_.batch = batch;
    std::filesystem::remove_all(options_.output);  // what is done is not done again
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

TEST_F(TargetChoiceTest, FacesOfOnePhotographDrawTheirOwnRandomTargets) {
  options_.mode = Mode::kRandom;
  photo("crowd.png", std::vector<bool>(16, true));
  run();
  std::vector<int> changes;
  for (int cell = 0; cell < 16; ++cell) changes.push_back(change("crowd.png", cell));
  EXPECT_THAT(changes, ::testing::AllOf(::testing::Contains(30), ::testing::Contains(-30)));
}

TEST_F(TargetChoiceTest, OnePersonDrawsOnceWhereTheLabelsNamePeople) {
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

TEST_F(TargetChoiceTest, LabelModesTakeTheManifestsLabelBeforeTheClassifiers) {
  options_.mode = Mode::kOpposite;
  FakeClassifier classifier;
  classifier_ = &classifier;
  photo("labelled.png", {true}, 180);  // "male" to the classifier
  photo("unlabelled.png", {true}, 180);
  temp_.write("in/manifest.csv", "path,gender\nlabelled.png,female\nunlabelled.png,\n");
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  const auto report = run();
  EXPECT_EQ(change("labelled.png"), 30);
  EXPECT_FALSE(report.outcomes[0].faces[0].label_estimated);
  EXPECT_EQ(change("unlabelled.png"), -30);
  EXPECT_TRUE(report.outcomes[1].faces[0].label_estimated);
}

TEST_F(TargetChoiceTest, ALabelIsTheMainFacesOnly) {
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

TEST_F(TargetChoiceTest, AFaceWhoseLabelNobodyKnowsFailsItsPhotograph) {
  options_.mode = Mode::kSame;
  photo("one.png");
  photo("two.png", {true, true});
  temp_.write("in/manifest.csv", "path,gender\none.png,female\ntwo.png,female\n");
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  const auto report = run();
  EXPECT_EQ(change("one.png"), -30);
  EXPECT_THAT(report.outcomes[1].reason, HasSubstr("no classifier to ask"));
  EXPECT_FALSE(written("two.png"));
}

TEST_F(TargetChoiceTest, AnAnswerThatIsNoProbabilityIsNoLabel) {
  struct Broken : FakeClassifier {
    std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
      return std::vector<double>(faces.size(), answer);
    }
    double answer = 0;
  } classifier;
  classifier_ = &classifier;
  photo("a.png");
  for (const Mode mode : {Mode::kRandom, Mode::kOpposite, Mode::kSame}) {
    for (const double answer : {std::nan(""), -0.5, 1.5, HUGE_VAL}) {
      options_.mode = mode;
      classifier.answer = answer;
      const auto report = run();
      EXPECT_EQ(report.count(OutcomeKind::kFailed), 1u) << answer;
      EXPECT_THAT(report.outcomes[0].reason, HasSubstr("no probability")) << answer;
      EXPECT_FALSE(written("a.png")) << answer;
    }
  }
}

}  // namespace
}  // namespace antifaz
