#include "models/detection/search_photo.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "tests/models/detection/each_tile.hpp"

namespace antifaz {
namespace {

using testing::each;

const cv::Scalar kHair(0, 0, 255), kChin(255, 0, 0);

/// A "face" is a square, red above and blue below.
void draw(cv::Mat& photo, const cv::Rect& face) {
  cv::rectangle(photo, face, kChin, cv::FILLED);
  cv::rectangle(photo, {face.x, face.y, face.width, face.height / 2}, kHair, cv::FILLED);
}

/// Finds upright squares between 9 and 330 px; the points lie as a face's do. What the
/// network does, without one.
std::vector<Face> find_squares(const cv::Mat& tile) {
  cv::Mat red, drawn, labels, numbers, middles;
  cv::inRange(tile, cv::Scalar(0, 0, 128), cv::Scalar(90, 90, 255), red);
  cv::inRange(tile, cv::Scalar(0, 0, 0), cv::Scalar(255, 100, 255), drawn);
  std::vector<Face> faces;
  const int count = cv::connectedComponentsWithStats(drawn, labels, numbers, middles);
  for (int i = 1; i < count; ++i) {
    const int* at = numbers.ptr<int>(i);
    const cv::Rect box(at[0], at[1], at[2], at[3]);
    if (box.width < 9 || box.height < 9 || box.width > 330 || box.height > 330) continue;
    const cv::Rect upper(box.x, box.y, box.width, box.height / 2);
    const cv::Rect lower(box.x, box.y + box.height / 2 + 1, box.width, box.height / 2 - 1);
    if (cv::countNonZero(red(upper)) < 0.7 * upper.area()) continue;
    if (cv::countNonZero(red(lower)) > 0.2 * lower.area()) continue;
    Face face;
    face.box = box;
    face.score = 0.9;
    const auto part = [&](float x, float y) {
      return face.box.tl() + cv::Point2f(x * face.box.width, y * face.box.height);
    };
    face.landmarks = {part(0.3f, 0.4f), part(0.7f, 0.4f), part(0.5f, 0.5f), part(0.35f, 0.7f),
                      part(0.65f, 0.7f)};
    faces.push_back(face);
  }
  return faces;
}

cv::Mat plain(int width, int height) { return {height, width, CV_8UC3, cv::Scalar(60, 200, 60)}; }

void expect_near(const cv::Rect2f& found, const cv::Rect& drawn) {
  const double most = 0.12 * drawn.width + 2;
  EXPECT_NEAR(found.x, drawn.x, most);
  EXPECT_NEAR(found.y, drawn.y, most);
  EXPECT_NEAR(found.br().x, drawn.br().x, most);
  EXPECT_NEAR(found.br().y, drawn.br().y, most);
}

TEST(SearchPhoto, FindsEachFaceOfALargePhotographOnce) {
  cv::Mat photo = plain(4200, 2600);
  std::vector<cv::Rect> drawn;
  for (int x = 10; x + 40 < 4200; x += 190) {
    for (int y = 10; y + 40 < 2000; y += 230) drawn.push_back({x, y, 22 + x % 20, 22 + x % 20});
  }
  drawn.push_back({100, 2000, 560, 560});
  for (const cv::Rect& face : drawn) draw(photo, face);
  const std::vector<Face> faces = search_photo(photo, {}, each(find_squares));
  ASSERT_EQ(faces.size(), drawn.size());
  for (const cv::Rect& face : drawn) {
    const auto same = std::count_if(faces.begin(), faces.end(), [&](const Face& found) {
      return (found.box & cv::Rect2f(face)).area() > 0.6 * face.area();
    });
    EXPECT_EQ(same, 1) << face;
  }
}

TEST(SearchPhoto, FindsAFaceOfAnySizeInPlace) {
  for (const int side : {20, 45, 130, 400, 1200, 2000}) {
    cv::Mat photo = plain(3000, 2400);
    const cv::Rect face(311, 97, side, side);
    draw(photo, face);
    const std::vector<Face> faces = search_photo(photo, {}, each(find_squares));
    ASSERT_EQ(faces.size(), 1u) << side;
    expect_near(faces[0].box, face);
  }
}

TEST(SearchPhoto, FindsWhatIsTurnedAndKeepsTheOrderOfItsPoints) {
  const cv::Rect face(200, 90, 60, 60);
  cv::Mat upright = plain(400, 300);
  draw(upright, face);
  const Face expected = search_photo(upright, {}, each(find_squares)).at(0);
  for (const int code : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE}) {
    cv::Mat photo;
    cv::rotate(upright, photo, code);
    const std::vector<Face> faces = search_photo(photo, {}, each(find_squares));
    ASSERT_EQ(faces.size(), 1u) << code;
    for (std::size_t k = 0; k < 5; ++k) {
      const cv::Point2f p = expected.landmarks[k], q = faces[0].landmarks[k];
      const cv::Point2f where = code == cv::ROTATE_90_CLOCKWISE ? cv::Point2f(299 - p.y, p.x)
                                : code == cv::ROTATE_180        ? cv::Point2f(399 - p.x, 299 - p.y)
                                                                : cv::Point2f(p.y, 399 - p.x);
      EXPECT_LT(cv::norm(q - where), 2) << code << " " << k;
    }
    EXPECT_EQ(cv::Rect(0, 0, photo.cols, photo.rows) & cv::Rect(faces[0].box),
              cv::Rect(faces[0].box));
  }
}

TEST(SearchPhoto, LooksAtATightCropWithABorder) {
  cv::Mat photo = plain(100, 100);
  const auto look = [](const cv::Mat& tile) {
    std::vector<Face> faces = find_squares(tile);
    // A network that needs something round the face.
    faces.erase(std::remove_if(faces.begin(), faces.end(),
                               [](const Face& face) { return face.box.x < 20; }),
                faces.end());
    return faces;
  };
  const cv::Rect face(2, 2, 96, 96);
  draw(photo, face);
  const std::vector<Face> faces = search_photo(photo, {}, each(look));
  ASSERT_EQ(faces.size(), 1u);
  expect_near(faces[0].box, face);
}

/// A second look may be surer; once a face is, it is enough.
TEST(SearchPhoto, LooksOnWhereNoFaceIsSure) {
  cv::Mat photo = plain(400, 300);
  draw(photo, {40, 60, 50, 50});
  cv::rotate(photo, photo, cv::ROTATE_90_CLOCKWISE);
  draw(photo, {120, 260, 70, 70});
  int looks = 0;
  const auto look = [&](const cv::Mat& tile) {
    const bool second = tile.size() == cv::Size(160, 160);  // `look_again`
    std::vector<Face> faces = find_squares(tile);
    for (Face& face : faces) face.score = looks <= 1 && (looks == 0 || second) ? 0.4 : 0.9;
    if (!second) ++looks;
    return faces;
  };
  const std::vector<Face> faces = search_photo(photo, {}, each(look));
  ASSERT_EQ(faces.size(), 2u);
  EXPECT_FALSE(faces[0].doubtful);
  EXPECT_TRUE(faces[1].doubtful);
  expect_near(faces[1].box, {120, 260, 70, 70});
  EXPECT_EQ(looks, 4);  // upright, and three quarters
}

TEST(SearchPhoto, HasNothingToSayOfNothing) {
  EXPECT_TRUE(search_photo(plain(1, 1), {}, each(find_squares)).empty());
  EXPECT_TRUE(search_photo(plain(3, 900), {}, each(find_squares)).empty());
}

}  // namespace
}  // namespace antifaz
