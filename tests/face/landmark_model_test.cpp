#include "src/face/landmark_model.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <opencv2/imgproc.hpp>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr float kSide = 80;  // of the box in its photograph
const Landmarks kMean{{{50, 50}, {78, 50}, {64, 66}, {53, 82}, {75, 82}}};

/// A photograph (128 px, box from 24 to 104) of five dots, moved together by `by`.
cv::Mat dots(cv::Point2f by) {
  cv::Mat photo(128, 128, CV_8UC3, cv::Scalar::all(200));
  for (const auto& point : kMean) {
    cv::circle(photo, point + by, 5, cv::Scalar::all(20), cv::FILLED, cv::LINE_AA);
  }
  return photo;
}

const cv::Rect2f kBox(24, 24, kSide, kSide);

LandmarkModel dots_model() {
  cv::RNG random(3);
  std::vector<LandmarkSample> samples;
  for (int i = 0; i < 200; ++i) {
    const cv::Point2f by(random.uniform(-9, 10), random.uniform(-9, 10));
    LandmarkSample sample{cut_landmark_patch(dots(by), kBox).grey, kMean};
    for (auto& point : sample.points) point += by;
    samples.push_back(sample);
  }
  LandmarkModelOptions options;
  options.cascades = 4;
  options.trees = 30;
  options.tree_depth = 3;
  return LandmarkModel(samples, options);
}

double worst(const Landmarks& left, const Landmarks& right) {
  double result = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    result = std::max(result, cv::norm(left[i] - right[i]));
  }
  return result;
}

TEST(LandmarkPatch, BoxIsAlwaysAtTheSamePlace) {
  cv::Mat photo(500, 600, CV_8UC3, cv::Scalar::all(0));
  const cv::Rect box(150, 100, 240, 240);
  photo(box).setTo(cv::Scalar::all(255));
  const LandmarkPatch patch = cut_landmark_patch(photo, box);
  EXPECT_LT(patch.grey.at<uchar>(64, 22), 10);
  EXPECT_GT(patch.grey.at<uchar>(64, 26), 245);
  EXPECT_GT(patch.grey.at<uchar>(64, 101), 245);
  EXPECT_LT(patch.grey.at<uchar>(64, 106), 10);
}

TEST(LandmarkModel, LearnsToFollowThePoints) {
  const LandmarkModel model = dots_model();
  for (const cv::Point2f by : {cv::Point2f(-6, 5), cv::Point2f(7, 7), cv::Point2f(0, -8)}) {
    Landmarks truth = kMean;
    for (auto& point : truth) point += by;
    EXPECT_LT(worst(model.predict(dots(by), kBox), truth), 2.5) << by;
  }
}

TEST(LandmarkModel, AnswersInPhotographPixels) {
  const LandmarkModel model = dots_model();
  cv::Mat large;
  cv::resize(dots({5, 5}), large, cv::Size(), 4, 4, cv::INTER_LINEAR);
  const Landmarks small = model.predict(dots({5, 5}), kBox);
  const Landmarks big = model.predict(large, cv::Rect2f(97.5f, 97.5f, 4 * kSide, 4 * kSide));
  for (std::size_t i = 0; i < small.size(); ++i) {
    EXPECT_LT(cv::norm((big[i] + cv::Point2f(0.5f, 0.5f)) / 4 - cv::Point2f(0.5f, 0.5f) - small[i]),
              1);
  }
}

TEST(LandmarkModel, SavesAndLoads) {
  const testing::TempFolder folder;
  const LandmarkModel model = dots_model();
  model.save(folder / "model.dat");
  const LandmarkModel loaded(folder / "model.dat");
  EXPECT_EQ(worst(model.predict(dots({3, 4}), kBox), loaded.predict(dots({3, 4}), kBox)), 0);
}

TEST(LandmarkModel, TruncatedFileIsRefused) {
  const testing::TempFolder folder;
  dots_model().save(folder / "model.dat");
  std::ifstream in(folder / "model.dat", std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto half = folder.write("half.dat", bytes.substr(0, bytes.size() / 2));
  EXPECT_ERROR(LandmarkModel{half}, HasSubstr("is not a landmark model"));
}

TEST(LandmarkModel, UnwritableFileIsNamed) {
  EXPECT_ERROR(dots_model().save("/no/such/folder/model.dat"), HasSubstr("can't be written"));
}

TEST(LandmarkModel, WhoeverReadsWhileItIsSavedSeesOldOrNewBytesOnly) {
  const testing::TempFolder folder;
  const LandmarkModel model = dots_model();
  const auto old = folder.write("model.dat", "old");
  const std::filesystem::path kept = folder / "kept.dat";
  std::filesystem::create_hard_link(old, kept);
  model.save(old);
  // The old file was replaced, not written into, and nothing else was left beside it.
  std::ifstream in(kept, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "old");
  LandmarkModel{old};
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(LandmarkModel, AFullDiskLeavesTheOldFile) {
  const LandmarkModel model = dots_model();
  const testing::TempFolder folder;
  const auto old = folder.write("model.dat", "old");
  rlimit limit, before;
  getrlimit(RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 100;  // no file may grow longer, as on a full disk
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &limit);
  EXPECT_ERROR(model.save(old), HasSubstr("can't be written"));
  setrlimit(RLIMIT_FSIZE, &before);
  std::ifstream in(old, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace antifaz
