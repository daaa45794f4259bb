#include "pipelines/landmarks/face_sample.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "models/landmarks/face_square.hpp"
#include "models/landmarks/landmark_net.hpp"
#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/look.hpp"
#include "pipelines/detection/patch.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

constexpr double kAsItIsShare = 0.3;  // but for its place and mirror
constexpr double kAnyAngleShare = 0.08, kCoveredShare = 0.2;
constexpr double kElsewhereShare = 0.35;                 // with something else round the crop
constexpr double kSmallShare = 0.3, kFewestPixels = 20;  // of the crop: a face of 14

/// The decoded crop with all points that are asked for.
struct Example {
  Patch patch;
  std::array<cv::Point2f, kFacePoints> points;

  Landmarks five() const {
    Landmarks result;
    std::copy(points.begin() + kShapePoints, points.end(), result.begin());
    return result;
  }
};

Example decode(const ShapedFace& face) {
  Example example;
  const std::string& bytes = face.source.bytes;
  example.patch.pixels = cv::imdecode(
      cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data())),
      cv::IMREAD_COLOR);
  example.patch.box = face.source.box;
  example.patch.face = true;
  std::copy(face.shape.begin(), face.shape.end(), example.points.begin());
  std::copy(face.source.points.begin(), face.source.points.end(),
            example.points.begin() + kShapePoints);
  return example;
}

void mirror(Example& example) {
  cv::Mat& pixels = example.patch.pixels;
  cv::flip(pixels, pixels, 1);
  const float last = static_cast<float>(pixels.cols) - 1;
  example.patch.box.x = last - example.patch.box.x - example.patch.box.width;
  const auto before = example.points;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const cv::Point2f p = before[mirrored_points()[i]];
    example.points[i] = {last - p.x, p.y};
  }
}

FaceSquare moved(FaceSquare square, const FaceSampleOptions& options, cv::RNG& random) {
  const auto within = [&](double most) {
    return std::clamp(random.gaussian(most / 2.2), -most, most);
  };
  square.angle += options.worsened && chance(random, kAnyAngleShare)
                      ? random.uniform(-CV_PI, CV_PI)
                      : within(options.turn) * CV_PI / 180;
  square.middle += cv::Point2d(within(options.shift), within(options.shift)) * square.side;
  square.side *= log_uniform(random, 1 / options.zoom, options.zoom);
  return square;
}

/// Puts a piece of a background where the crop shows nothing of the image.
void surround(cv::Mat& crop, const cv::Size& image, const cv::Matx23d& to_crop,
              const std::vector<cv::Mat>& backgrounds, cv::RNG& random) {
  const cv::Mat& background = any_one(backgrounds, random);
  const int shorter = std::min(background.cols, background.rows);
  const int size = std::min(shorter, crop.cols * random.uniform(1, 4));
  const cv::Point at(random.uniform(0, background.cols - size + 1),
                     random.uniform(0, background.rows - size + 1));
  cv::Mat piece, inside;
  cv::resize(background({at, cv::Size(size, size)}), piece, crop.size(), 0, 0, cv::INTER_AREA);
  cv::warpAffine(cv::Mat(image, CV_8U, 255), inside, to_crop, crop.size(), cv::INTER_NEAREST);
  piece.copyTo(crop, inside == 0);
}

}  // namespace

FaceSample face_sample(const LandmarkSources& sources, std::size_t face,
                       const FaceSampleOptions& options, std::uint64_t seed) {
  cv::RNG random(seed);
  for (int i = 0; i < 3; ++i) random.next();  // seeds that are near begin alike
  Example example = decode(sources.faces.at(face));
  const bool has_backgrounds = !sources.backgrounds.empty();
  const bool worse = options.worsened && !chance(random, kAsItIsShare);
  int size = kLandmarkCrop;
  if (options.worsened && random.uniform(0, 2)) mirror(example);
  if (worse) {
    example.patch.points = example.five();
    if (has_backgrounds && chance(random, kCoveredShare)) {
      ComposeSources covers;
      covers.backgrounds = sources.backgrounds;
      cover(example.patch, covers, random);
    }
    if (chance(random, kSmallShare)) {
      size = cvRound(log_uniform(random, kFewestPixels, kLandmarkCrop));
    }
  }
  const FaceSquare square = moved(square_through(example.five()), options, random);
  const cv::Matx23d to_crop = square.to_crop(size);
  FaceSample sample{cut_chip(example.patch.pixels, to_crop, size), {}};
  if (options.worsened && has_backgrounds && chance(random, kElsewhereShare)) {
    surround(sample.crop, example.patch.pixels.size(), to_crop, sources.backgrounds, random);
  }
  if (worse) change_look(sample.crop, random);
  if (size != kLandmarkCrop) {
    cv::resize(sample.crop, sample.crop, {kLandmarkCrop, kLandmarkCrop}, 0, 0, cv::INTER_LINEAR);
  }
  for (std::size_t i = 0; i < kFacePoints; ++i) {
    sample.points[i] = square.to_part(example.points[i]);
  }
  return sample;
}

}  // namespace antifaz
