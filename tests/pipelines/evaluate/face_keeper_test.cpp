#include "pipelines/evaluate/face_keeper.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;

/// Shows a keeper flat photographs.
class FaceKeeperTest : public ::testing::Test {
 protected:
  void add_row(std::optional<Gender> gender) {
    ManifestRow row;
    row.path = std::to_string(manifest_.rows.size()) + ".jpg";
    row.gender = gender;
    manifest_.rows.push_back(row);
  }
  static void show(FaceKeeper& keeper, std::size_t row, int before, int after) {
    const cv::Mat original(200, 200, CV_8UC3, cv::Scalar::all(before));
    const cv::Mat changed(200, 200, CV_8UC3, cv::Scalar::all(after));
    keeper.add(row, original, changed, chip_template());
  }

  Manifest manifest_;
};

TEST_F(FaceKeeperTest, KeepsChipsOfLabelledRows) {
  add_row(Gender::kMale);
  add_row(std::nullopt);
  add_row(Gender::kFemale);
  FaceKeeper keeper({true, 0}, manifest_);
  show(keeper, 1, 20, 40);
  show(keeper, 2, 60, 80);
  const KeptFaces kept = keeper.take();
  EXPECT_THAT(kept.rows, ElementsAre(2u));
  for (const Version version : {kOriginalVersion, kProtectedVersion}) {
    const torch::Tensor& chips = kept.chips[version];
    ASSERT_EQ(chips.sizes(), (std::vector<int64_t>{1, 3, kChipSize, kChipSize}));
    EXPECT_TRUE(chips.eq(version == kOriginalVersion ? 60 : 80).all().item<bool>());
  }
  EXPECT_TRUE(kept.gallery.empty());
}

TEST_F(FaceKeeperTest, TheGalleryIsSpreadOverTheRowsAndNeedsNoLabels) {
  for (int i = 0; i < 12; ++i) add_row(std::nullopt);
  FaceKeeper keeper({false, 4}, manifest_);
  for (std::size_t row = 0; row < 12; ++row) {
    if (row == 3) continue;  // shows no face: the next one stands in
    show(keeper, row, 50, 70);
  }
  const KeptFaces kept = keeper.take();
  std::vector<std::string> paths;
  for (const GalleryFace& face : kept.gallery) paths.push_back(face.path);
  EXPECT_THAT(paths, ElementsAre("0.jpg", "4.jpg", "6.jpg", "9.jpg"));
  EXPECT_EQ(cv::mean(kept.gallery[1].original)[0], 50);
  EXPECT_EQ(cv::mean(kept.gallery[1].changed)[2], 70);
  EXPECT_TRUE(kept.rows.empty());
  EXPECT_FALSE(kept.chips[kOriginalVersion].defined());
}

}  // namespace
}  // namespace antifaz
