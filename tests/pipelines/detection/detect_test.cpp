#include "pipelines/detection/detect.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "pipelines/detection/evaluate_detector.hpp"
#include "tests/models/landmarks/landmark_networks.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

const std::string kFaces = ANTIFAZ_SOURCE_DIR "/samples/faces/";

/// Two faces of the demo, a picture without one, and a file that is none.
class DetectTest : public ::testing::Test {
 protected:
  DetectTest() {
    std::filesystem::create_directory(photos_.path() / "more");
    std::filesystem::copy(kFaces + "female_asian_middle_1.jpg", photos_.path() / "a.jpg");
    std::filesystem::copy(kFaces + "female_asian_middle_1.jpg", photos_.path() / "more/b.jpg");
    cv::imwrite((photos_.path() / "grey.png").string(), cv::Mat(200, 200, CV_8UC3, {9, 90, 90}));
    std::ofstream(photos_.path() / "broken.jpg") << "\xff\xd8\xff\xe0 and no more";
    job_.input = photos_.path();
    job_.detector.own = ANTIFAZ_SOURCE_DIR "/models/weights/detector.safetensors";
  }

  testing::TempFolder photos_, drawn_;
  DetectJob job_;
  Observer observer_;
};

TEST_F(DetectTest, SaysWhatIsInEveryPhotographAndWhatIsNone) {
  const DetectReport report = detect(job_, observer_);
  EXPECT_EQ(report.detector, "own");
  ASSERT_EQ(report.photos.size(), 4u);
  EXPECT_EQ(report.photos[0].path, "a.jpg");
  EXPECT_EQ(report.photos[0].faces.size(), 1u);
  EXPECT_THAT(report.photos[1].fault, ::testing::Not(::testing::IsEmpty()));  // broken.jpg
  EXPECT_TRUE(report.photos[2].faces.empty());
  EXPECT_TRUE(report.photos[2].fault.empty());
  EXPECT_EQ(report.faces, 2u);
}

TEST_F(DetectTest, DrawsOnCopiesAndLeavesThePhotographs) {
  job_.draw = drawn_.path() / "drawn";
  detect(job_, observer_);
  const cv::Mat before = cv::imread((photos_.path() / "more/b.jpg").string());
  const cv::Mat after = cv::imread((job_.draw / "more/b.jpg.jpg").string());
  ASSERT_EQ(before.size(), after.size());
  EXPECT_GT(cv::norm(before, after, cv::NORM_INF), 60);
  EXPECT_TRUE(std::filesystem::exists(job_.draw / "grey.png.jpg"));
  EXPECT_FALSE(std::filesystem::exists(job_.draw / "broken.jpg.jpg"));
}

TEST_F(DetectTest, ALandmarkNetworkAddsShapesAndMovesNoBox) {
  const DetectReport plain = detect(job_, observer_);
  job_.landmarks = drawn_.path() / "landmarks.safetensors";
  testing::write_landmark_net(job_.landmarks);
  job_.draw = drawn_.path() / "drawn";
  const DetectReport report = detect(job_, observer_);
  EXPECT_EQ(report.faces, plain.faces);
  for (std::size_t i = 0; i < report.photos.size(); ++i) {
    ASSERT_EQ(report.photos[i].points.size(), report.photos[i].faces.size());
    EXPECT_TRUE(plain.photos[i].points.empty());
    for (std::size_t k = 0; k < report.photos[i].faces.size(); ++k) {
      EXPECT_EQ(report.photos[i].faces[k].box, plain.photos[i].faces[k].box);
      EXPECT_EQ(report.photos[i].faces[k].landmarks, report.photos[i].points[k].landmarks);
    }
  }
  // This network's jaw is a line across the face, in blue and green.
  const FacePoints& points = report.photos[0].points.at(0);
  const cv::Mat drawn = cv::imread((job_.draw / "a.jpg.jpg").string());
  const cv::Vec3b there = drawn.at<cv::Vec3b>((points.shape[4] + points.shape[5]) / 2);
  EXPECT_GT(there[1] - there[2], 60);
}

TEST_F(DetectTest, StopsBetweenTwoPhotographs) {
  testing::Impatient impatient(1);
  EXPECT_THROW(detect(job_, impatient), Stopped);
}

TEST_F(DetectTest, EvaluatesAgainstWhatATableSays) {
  const Face face = detect(job_, observer_).photos[0].faces.at(0);
  const auto box = [&](const std::string& path, float shift, const std::string& angle) {
    return path + "," + std::to_string(face.box.x + shift) + "," + std::to_string(face.box.y) +
           "," + std::to_string(face.box.width) + "," + std::to_string(face.box.height) + "," +
           angle + "\n";
  };
  const auto table = drawn_.path() / "boxes.csv";
  std::ofstream(table) << "path,x,y,width,height,angle\n"
                       << box("a.jpg", 2, "0") << box("a.jpg", 1000, "90")
                       << box("more/b.jpg", 1000, "90") << "grey.png,,,,,\n"
                       << "broken.jpg,,,,,\n";
  EvaluateDetectorJob job{table, photos_.path(), job_.detector, 0.5};
  const EvaluateDetectorReport report = evaluate_detector(job, observer_);
  EXPECT_EQ(report.photos, 3u);
  EXPECT_EQ(report.faces, 3u);
  EXPECT_EQ(report.found, 1u);
  EXPECT_EQ(report.false_finds, 1u);  // in b.jpg, whose face stands elsewhere in the table
  EXPECT_EQ(report.empty_photos, 1u);
  EXPECT_EQ(report.false_finds_there, 0u);
  EXPECT_THAT(report.problems, ::testing::ElementsAre(HasSubstr("broken.jpg: ")));
  ASSERT_EQ(report.parts.size(), 3u);
  EXPECT_EQ(report.parts[0].group, "angle");
  EXPECT_EQ(report.parts[0].found, 1u);
  EXPECT_EQ(report.parts[0].average_precision, 1);  // the other face of a.jpg is another part's
  EXPECT_EQ(report.parts[1].name, "90");
  EXPECT_EQ(report.parts[1].faces, 2u);
  EXPECT_EQ(report.parts[1].found, 0u);
  EXPECT_EQ(report.parts[1].average_precision, 0);
  EXPECT_EQ(report.parts[2].group, "size");
}

}  // namespace
}  // namespace antifaz
