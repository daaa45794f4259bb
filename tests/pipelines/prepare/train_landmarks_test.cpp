#include "pipelines/prepare/train_landmarks.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>

#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

LandmarkTrainingOptions small_job(const std::filesystem::path& output) {
  LandmarkTrainingOptions options;
  options.output = output;
  options.max_images = 40;
  options.model.cascades = 3;
  options.model.trees = 20;
  options.model.tree_depth = 3;
  return options;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class NoTeacher : public FaceDetector {
 public:
  std::string name() const override { return "none"; }
  std::vector<Face> detect(const cv::Mat&) override { return {}; }
};

TEST(LandmarkTraining, IsReproducibleAndMeasuresOnHeldOutImages) {
  ANTIFAZ_REQUIRE_SHARED("data/utkface");
  ANTIFAZ_REQUIRE_SHARED("weights/yunet_120x160.onnx");
  std::vector<std::filesystem::path> images;
  for (const auto& entry : std::filesystem::directory_iterator(shared_path("data/utkface"))) {
    if (entry.path().extension() == ".jpg") images.push_back(entry.path());
  }
  std::sort(images.begin(), images.end());
  images.resize(300);
  const auto teacher = make_yunet_detector(shared_path("weights/yunet_120x160.onnx").string());
  const testing::TempFolder folder;
  Observer observer;
  const auto report = train_landmarks(small_job(folder / "first.dat"), images, *teacher, observer);
  EXPECT_EQ(report.images, 40u);
  EXPECT_EQ(report.samples / 4 + report.held_out + report.no_box + report.no_teacher, 40u);
  EXPECT_GT(report.held_out, 0u);
  EXPECT_GT(report.held_out_error, 0);
  EXPECT_LT(report.held_out_error, 0.2);  // the mean face alone has about 0.2

  std::reverse(images.begin(), images.end());  // their order does not matter
  train_landmarks(small_job(folder / "second.dat"), images, *teacher, observer);
  EXPECT_EQ(bytes_of(folder / "first.dat"), bytes_of(folder / "second.dat"));
}

TEST(LandmarkTraining, WithoutAnyFaceItSaysSo) {
  const testing::TempFolder folder;
  cv::imwrite((folder / "black.png").string(), cv::Mat::zeros(100, 100, CV_8UC3));
  const auto text = folder.write("text.jpg", "no image");
  NoTeacher teacher;
  Observer observer;
  EXPECT_ERROR(train_landmarks(small_job(folder / "out.dat"), {folder / "black.png", text}, teacher,
                               observer),
               HasSubstr("no image shows a face"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out.dat"));
}

TEST(LandmarkTraining, LooksAtTheOutputBeforeItReadsAnything) {
  const testing::TempFolder folder;
  Observer observer;
  TrainLandmarksJob job;
  job.data = {folder.path() / "no such data"};
  job.yunet = "no such teacher";
  job.options.output = folder.path() / "no such folder/model.dat";
  EXPECT_ERROR(train_landmarks(job, observer), HasSubstr("there is no folder"));
  job.options.output = folder.path();
  EXPECT_ERROR(train_landmarks(job, observer), HasSubstr("is a folder"));
}

TEST(LandmarkTraining, StopsBetweenTwoImages) {
  testing::Impatient impatient;
  const testing::TempFolder folder;
  NoTeacher teacher;
  EXPECT_THROW(
      train_landmarks(small_job(folder / "out.dat"), {folder / "a.png"}, teacher, impatient),
      Stopped);
}

}  // namespace
}  // namespace antifaz
