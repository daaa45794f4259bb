#include "pipelines/evaluate/attackable_faces.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "tests/support/fake_faces.hpp"
#include "tests/support/fake_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;

/// Five collected images, whose level tells the score and the embedding.
class AttackableFacesTest : public ::testing::Test {
 protected:
  AttackableFacesTest() {
    judges_.classifiers.push_back({std::make_unique<testing::FakeClassifier>(), true});
    judges_.matchers.push_back({std::make_unique<testing::FakeMatcher>(), false});
    for (const char* subject : {"ann", "ann", "bob", "eve", "eve"}) {
      ManifestRow row;
      row.subject = subject;
      row.gender = subject[0] == 'b' ? Gender::kMale : Gender::kFemale;
      manifest_.rows.push_back(row);
    }
    manifest_.rows[3].gender.reset();
    collected_.originals = {seen(20), seen(60), seen(80), seen(120), std::nullopt};
    collected_.protecteds = {seen(40), std::nullopt, seen(100), seen(120), seen(140)};
  }
  static FaceScores seen(int level) {
    return {{level / 200.0}, {cv::Mat(1, 1, CV_32F, cv::Scalar(level / 100.0))}};
  }
  AttackFaces faces() const {
    return attackable_faces(collected_, manifest_, subjects_of(manifest_), judges_);
  }
  static std::vector<double> numbers(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.to(torch::kDouble).flatten().contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
  }

  Judges judges_;
  Manifest manifest_;
  Collected collected_;
};

TEST_F(AttackableFacesTest, AreTheLabelledOnesSeenInBothVersions) {
  const AttackFaces faces = this->faces();
  ASSERT_EQ(faces.size(), 2u);  // rows 0 and 2
  EXPECT_NE(faces.subjects[0], faces.subjects[1]);
  EXPECT_THAT(numbers(faces.labels), ElementsAre(0, 1));
  EXPECT_EQ(faces.scores.at(0).judge, "fake classifier");
  EXPECT_TRUE(faces.scores[0].in_the_loop);
  EXPECT_THAT(numbers(faces.scores[0].rows[kOriginalVersion]), ElementsAre(0.1, 0.4));
  EXPECT_THAT(numbers(faces.scores[0].rows[kProtectedVersion]), ElementsAre(0.2, 0.5));
  EXPECT_FALSE(faces.embeddings.at(0).in_the_loop);
  EXPECT_EQ(faces.embeddings[0].rows[kProtectedVersion].sizes(), (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(faces.embeddings[0].rows[kProtectedVersion][1].item<float>(), 1);
  EXPECT_FALSE(faces.chips[kOriginalVersion].defined());
}

TEST_F(AttackableFacesTest, WithChipsAreThoseWhoseChipsThereAre) {
  collected_.kept.rows = {2};  // the versions of row 0 differ in size
  for (torch::Tensor& chips : collected_.kept.chips) {
    chips = torch::zeros({1, 3, 8, 8}, torch::kUInt8);
  }
  const AttackFaces faces = this->faces();
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_THAT(numbers(faces.labels), ElementsAre(1));
  EXPECT_THAT(numbers(faces.scores[0].rows[kProtectedVersion]), ElementsAre(0.5));
  EXPECT_EQ(faces.chips[kOriginalVersion].size(0), 1);
}

TEST_F(AttackableFacesTest, MayBeNone) {
  collected_.originals.assign(5, std::nullopt);
  EXPECT_EQ(faces().size(), 0u);
}

}  // namespace
}  // namespace antifaz
