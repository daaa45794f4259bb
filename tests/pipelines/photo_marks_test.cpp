#include "pipelines/photo_marks.hpp"

#include <gmock/gmock.h>

#include <opencv2/imgproc.hpp>

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Edges of all sizes, in a photograph of so many pixels.
cv::Mat scene(cv::Size size = {1200, 800}) {
  cv::Mat bgr(size, CV_8UC3, cv::Scalar::all(90));
  cv::RNG random(7);
  for (int i = 0; i < 300; ++i) {
    const cv::Point from(random.uniform(0, size.width), random.uniform(0, size.height));
    const cv::Size box(random.uniform(5, size.width / 6), random.uniform(5, size.height / 6));
    cv::rectangle(bgr, {from, box}, cv::Scalar::all(random.uniform(30., 220.)), cv::FILLED);
  }
  return bgr;
}

cv::Mat blurred(const cv::Mat& bgr, double sigma) {
  cv::Mat result;
  cv::GaussianBlur(bgr, result, {}, sigma);
  return result;
}

Face face_of(float side, bool doubtful = false) {
  Face face;
  face.box = {10, 10, side, side};
  face.doubtful = doubtful;
  return face;
}

TEST(PhotoMarks, AClearPhotographHasNone) {
  EXPECT_THAT(marks_of(scene(), {face_of(30)}, 20), IsEmpty());
  EXPECT_THAT(marks_of(scene(), {}, 20), IsEmpty());
  EXPECT_THAT(marks_of(cv::Mat(300, 200, CV_8UC3, cv::Scalar::all(99)), {}, 20), IsEmpty());
  EXPECT_THAT(marks_of(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(99)), {}, 20), IsEmpty());
}

TEST(PhotoMarks, DarkIsWhatIsDarkAllOver) {
  EXPECT_THAT(marks_of(scene() * 0.05, {}, 20), ElementsAre(PhotoMark::kDark));
  cv::Mat portrait(800, 800, CV_8UC3, cv::Scalar::all(2));
  scene({300, 300}).copyTo(portrait(cv::Rect(250, 250, 300, 300)));
  EXPECT_THAT(marks_of(portrait, {}, 20), IsEmpty());
}

/// Whatever the size, and however much there is to see.
TEST(PhotoMarks, BlurIsSeenInWhatThereIs) {
  for (const cv::Size size : {cv::Size(600, 400), cv::Size(3000, 2000)}) {
    const double unit = size.width / 600.;
    EXPECT_THAT(marks_of(blurred(scene(size), 6 * unit), {}, 20), ElementsAre(PhotoMark::kBlurred));
    EXPECT_THAT(marks_of(blurred(scene(size), 0.5 * unit), {}, 20), IsEmpty());
  }
  cv::Mat lonely(600, 600, CV_8UC3, cv::Scalar::all(120));
  cv::rectangle(lonely, {200, 200, 90, 90}, cv::Scalar::all(60), cv::FILLED);
  EXPECT_THAT(marks_of(lonely, {}, 20), IsEmpty());
  EXPECT_THAT(marks_of(blurred(lonely, 6), {}, 20), ElementsAre(PhotoMark::kBlurred));
}

TEST(PhotoMarks, FacesNearTheSmallestMayHaveSmallerOnesBesideThem) {
  EXPECT_THAT(marks_of(scene(), {face_of(200), face_of(29)}, 20),
              ElementsAre(PhotoMark::kTinyFaces));
  EXPECT_THAT(marks_of(scene(), {face_of(29)}, 0), IsEmpty());  // nobody knows the smallest
  EXPECT_THAT(marks_of(scene(), {face_of(200), face_of(29, true)}, 20), IsEmpty());
}

TEST(PhotoMarks, FacesThatAreAllDoubtful) {
  EXPECT_THAT(marks_of(scene(), {face_of(100, true)}, 20), ElementsAre(PhotoMark::kOnlyDoubtful));
  EXPECT_THAT(marks_of(scene(), {face_of(100, true), face_of(90)}, 20), IsEmpty());
}

TEST(PhotoMarks, HaveNamesAndReasons) {
  const std::vector<PhotoMark> all = {PhotoMark::kDark, PhotoMark::kBlurred, PhotoMark::kTinyFaces,
                                      PhotoMark::kOnlyDoubtful};
  for (const PhotoMark mark : all) EXPECT_EQ(parse_photo_mark(to_string(mark)), mark);
  EXPECT_FALSE(parse_photo_mark("bright"));
  EXPECT_EQ(reasons_of({}), "");
  EXPECT_EQ(reasons_of({PhotoMark::kDark, PhotoMark::kOnlyDoubtful}),
            "too dark to be sure that every face was found; none of the faces found in it is sure");
}

}  // namespace
}  // namespace antifaz
