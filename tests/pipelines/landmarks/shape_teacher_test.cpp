#include "pipelines/landmarks/shape_teacher.hpp"

#include <gmock/gmock.h>
#include <torch/csrc/jit/api/module.h>

#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "src/face/alignment.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Writes a TorchScript teacher of shapes whose points all stand in the middle of the crop, save
/// those of the eyes, which are `eye` to either side of it, `eye_y` down. It is sure of itself: a
/// mirror changes nothing.
void write_shape_script(const std::filesystem::path& file, double eye, double eye_y) {
  torch::jit::Module module("teacher");
  module.define(
      "def forward(self, x):\n"
      "  points = torch.ones([x.size(0), 68, 2]) * 0.5\n"
      "  points[:, 36:42, 0] = 0.5 - " +
      std::to_string(eye) +
      "\n"
      "  points[:, 42:48, 0] = 0.5 + " +
      std::to_string(eye) +
      "\n"
      "  points[:, 36:48, 1] = " +
      std::to_string(eye_y) +
      "\n"
      "  return points\n");
  module.save(file.string());
}

/// Where the eyes of the template stand in the teacher's crops: half an eye distance of 35.2 in
/// squares of 104 and 114 from the middle (56, 68).
constexpr double kEye = 17.6 / 109, kEyeY = 0.5 - 16.4 / 109;

class ShapeTeacherTest : public ::testing::Test {
 protected:
  ShapeTeacherTest() {
    std::filesystem::create_directory(temp_.path() / "crops");
    for (int i = 0; i < 3; ++i) {
      const std::string name = std::to_string(i) + ".png";
      cv::imwrite((manifest_.folder / name).string(), cv::Mat(140, 130, CV_8UC3, {9, 90, 90}));
      manifest_.rows.push_back({name, "", {}, {}, 0});
      faces_.push_back({manifest_.folder / name, {{20, 20, 90, 90}, 1, chip_template()}});
    }
    // The eyes of the last one are elsewhere than the teacher has them.
    for (cv::Point2f& p : faces_[2].face.landmarks) p.x = 128 - p.x;
    write("teacher.pt", kEye, kEyeY);
  }

  void write(const char* name, double eye, double eye_y) {
    write_shape_script(temp_.path() / name, eye, eye_y);
  }

  testing::TempFolder temp_;
  Manifest manifest_{temp_.path() / "crops", {}, {}};
  std::vector<TaughtFace> faces_;
  Observer observer_;
};

TEST_F(ShapeTeacherTest, GivesPointsInPixelsOfTheImage) {
  const ShapeTeacher teacher(temp_.path() / "teacher.pt");
  const cv::Mat image(140, 130, CV_8UC3, cv::Scalar(9, 90, 90));
  const auto shape = teacher.ask(image, chip_template());
  ASSERT_TRUE(shape);
  EXPECT_NEAR((*shape)[30].x, 64, 0.3);
  EXPECT_NEAR((*shape)[30].y, 76, 0.3);
  EXPECT_NEAR((*shape)[36].x, chip_template()[0].x, 1);
  EXPECT_NEAR((*shape)[45].x, chip_template()[1].x, 1);
  EXPECT_NEAR((*shape)[36].y, chip_template()[0].y, 1);
}

TEST_F(ShapeTeacherTest, IsNotSureWhereItsEyesAreElsewhereOrItsLooksDiffer) {
  const cv::Mat image(140, 130, CV_8UC3, cv::Scalar(9, 90, 90));
  write("low.pt", kEye, kEyeY + 0.1);
  EXPECT_FALSE(ShapeTeacher(temp_.path() / "low.pt").ask(image, chip_template()));
  torch::jit::Module lopsided("lopsided");  // a mirror moves its points to the other side
  lopsided.define(
      "def forward(self, x):\n"
      "  return torch.ones([x.size(0), 68, 2]) * 0.6\n");
  lopsided.save((temp_.path() / "lopsided.pt").string());
  EXPECT_FALSE(ShapeTeacher(temp_.path() / "lopsided.pt").ask(image, chip_template()));
}

TEST_F(ShapeTeacherTest, IsAskedOnce) {
  const auto cache = temp_.path() / "crops-shapes.csv";
  const ShapeTeacher teacher(temp_.path() / "teacher.pt");
  const auto first = taught_shapes(manifest_, faces_, teacher, cache, observer_);
  ASSERT_EQ(first.size(), 2u);  // the third is not sure
  EXPECT_EQ(first[1].face.file, faces_[1].file);
  write("other.pt", 0.3, 0.3);
  const auto again =
      taught_shapes(manifest_, faces_, ShapeTeacher(temp_.path() / "other.pt"), cache, observer_);
  ASSERT_EQ(again.size(), 2u);
  EXPECT_EQ(again[1].face.file, first[1].face.file);
  EXPECT_EQ(again[1].face.face.landmarks, first[1].face.face.landmarks);
  for (std::size_t i = 0; i < kShapePoints; ++i) {
    EXPECT_LT(cv::norm(again[1].shape[i] - first[1].shape[i]), 1e-3);
  }
}

TEST_F(ShapeTeacherTest, RefusesShapesOfOtherImagesAndDamagedOnes) {
  const auto cache = temp_.path() / "crops-shapes.csv";
  const ShapeTeacher teacher(temp_.path() / "teacher.pt");
  std::string numbers;
  for (std::size_t i = 0; i < 2 * kShapePoints; ++i) numbers += "1 ";
  std::ofstream(cache) << "path,shape\nz.png," << numbers << "\n";
  EXPECT_ERROR(taught_shapes(manifest_, faces_, teacher, cache, observer_),
               HasSubstr("line 2 names z.png"));
  std::ofstream(cache) << "path,shape\n0.png,1 2 3\n";
  EXPECT_ERROR(taught_shapes(manifest_, faces_, teacher, cache, observer_),
               HasSubstr("line 2 is no shape of the teacher's"));
}

TEST_F(ShapeTeacherTest, StopsBetweenTwoImages) {
  testing::Impatient impatient;
  const ShapeTeacher teacher(temp_.path() / "teacher.pt");
  EXPECT_THROW(
      taught_shapes(manifest_, faces_, teacher, temp_.path() / "crops-shapes.csv", impatient),
      Stopped);
}

TEST_F(ShapeTeacherTest, RefusesWhatIsNoTeacher) {
  EXPECT_ERROR(ShapeTeacher(temp_.path() / "none.pt"), HasSubstr("none.pt: no such file"));
  std::ofstream(temp_.path() / "text.pt") << "no network";
  EXPECT_ERROR(ShapeTeacher(temp_.path() / "text.pt"), HasSubstr("is no TorchScript that finds"));
  torch::jit::Module five("five");
  five.define("def forward(self, x):\n  return torch.ones([x.size(0), 5, 2])\n");
  five.save((temp_.path() / "five.pt").string());
  EXPECT_ERROR(ShapeTeacher(temp_.path() / "five.pt"), HasSubstr("is no TorchScript that finds"));
}

}  // namespace
}  // namespace antifaz
