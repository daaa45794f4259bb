#include "pipelines/evaluate/face_keeper.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "src/tensors/image_tensor.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/fake_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;

/// Shows a keeper flat photographs, whose level tells the score and the embedding.
class FaceKeeperTest : public ::testing::Test {
 protected:
  FaceKeeperTest() {
    classifiers_.push_back({std::make_unique<testing::FakeClassifier>(), true});
    matchers_.push_back({std::make_unique<testing::FakeMatcher>(), false});
  }
  void add_row(const std::string& subject, std::optional<Gender> gender) {
    ManifestRow row;
    row.path = std::to_string(manifest_.rows.size()) + ".jpg";
    row.subject = subject;
    row.gender = gender;
    manifest_.rows.push_back(row);
  }
  FaceKeeper keeper(const FaceKeeperOptions& options) const {
    return FaceKeeper(options, manifest_, classifiers_, matchers_);
  }
  static void show(FaceKeeper& keeper, std::size_t row, bool changed, int level, int side = 200) {
    const cv::Mat photo(side, side, CV_8UC3, cv::Scalar::all(level));
    const cv::Mat embedding(1, 1, CV_32F, cv::Scalar(level / 100.0));
    keeper.face(row, changed, {photo, chip_template()}, {{level / 200.0}, {embedding}});
  }
  static std::vector<double> numbers(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.to(torch::kDouble).flatten().contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
  }

  Manifest manifest_;
  std::vector<Judge<GenderClassifier>> classifiers_;
  std::vector<Judge<FaceMatcher>> matchers_;
};

TEST_F(FaceKeeperTest, KeepsLabelledFacesSeenInBothVersions) {
  for (const char* subject : {"ann", "ann", "bob", "eve", "eve"}) {
    add_row(subject, subject[0] == 'b' ? Gender::kMale : Gender::kFemale);
  }
  manifest_.rows[3].gender.reset();
  FaceKeeper keeper = this->keeper({});
  show(keeper, 0, false, 20);
  show(keeper, 0, true, 40);
  show(keeper, 1, false, 60);  // its protected version shows no face
  show(keeper, 2, false, 80);
  show(keeper, 2, true, 100, 150);  // of another size: no matter without pixels
  show(keeper, 3, false, 120);
  show(keeper, 3, true, 120);
  show(keeper, 4, true, 140);  // its original shows no face
  const AttackFaces faces = keeper.take_faces();
  ASSERT_EQ(faces.size(), 2u);
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
  EXPECT_TRUE(keeper.gallery().empty());
}

TEST_F(FaceKeeperTest, KeepsChipsOfVersionsOfOneSize) {
  for (const char* subject : {"ann", "bob"}) add_row(subject, Gender::kMale);
  FaceKeeperOptions options;
  options.pixels = true;
  FaceKeeper keeper = this->keeper(options);
  show(keeper, 0, false, 20);
  show(keeper, 0, true, 40, 150);
  show(keeper, 1, false, 60);
  show(keeper, 1, true, 80);
  const AttackFaces faces = keeper.take_faces();
  ASSERT_EQ(faces.size(), 1u);
  for (const Version version : {kOriginalVersion, kProtectedVersion}) {
    const torch::Tensor& chips = faces.chips[version];
    ASSERT_EQ(chips.sizes(), (std::vector<int64_t>{1, 3, kChipSize, kChipSize}));
    EXPECT_TRUE(chips.eq(version == kOriginalVersion ? 60 : 80).all().item<bool>());
  }
}

TEST_F(FaceKeeperTest, TheGalleryIsSpreadOverTheRowsAndNeedsNoLabels) {
  for (int i = 0; i < 12; ++i) add_row("", std::nullopt);
  FaceKeeperOptions options;
  options.attackable = false;
  options.gallery = 4;
  FaceKeeper keeper = this->keeper(options);
  for (std::size_t row = 0; row < 12; ++row) {
    if (row == 3) continue;  // shows no face: the next one stands in
    show(keeper, row, false, 50);
    show(keeper, row, true, 70);
  }
  std::vector<std::string> paths;
  for (const GalleryFace& face : keeper.gallery()) paths.push_back(face.path);
  EXPECT_THAT(paths, ElementsAre("0.jpg", "4.jpg", "6.jpg", "9.jpg"));
  EXPECT_EQ(cv::mean(keeper.gallery()[1].original)[0], 50);
  EXPECT_EQ(cv::mean(keeper.gallery()[1].changed)[2], 70);
  EXPECT_EQ(keeper.take_faces().size(), 0u);
}

}  // namespace
}  // namespace antifaz
