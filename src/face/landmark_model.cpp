#include "src/face/landmark_model.hpp"

#include <dlib/image_processing/shape_predictor.h>
#include <dlib/image_processing/shape_predictor_trainer.h>
#include <dlib/opencv/cv_image.h>

#include <fstream>
#include <opencv2/imgproc.hpp>
#include <string>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

constexpr int kPatchSize = 128, kPatchMargin = 24;
// dlib answers in whole pixels, so it is asked on an enlargement; odd, for whole-pixel corners.
constexpr int kEnlarge = 5;
constexpr std::size_t kPoints = std::tuple_size_v<Landmarks>;

/// The face's box in a patch enlarged `times` (odd).
dlib::rectangle patch_box(int times) {
  const long first = kPatchMargin, last = kPatchSize - kPatchMargin - 1, middle = times / 2;
  return {times * first + middle, times * first + middle, times * last + middle,
          times * last + middle};
}

dlib::shape_predictor load(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file)) {
    throw Error(file, "no such file; give the path of a landmark model (.dat)");
  }
  dlib::shape_predictor predictor;
  try {
    dlib::deserialize(file.string()) >> predictor;
  } catch (const std::exception&) {  // dlib's errors, and bad_alloc of nonsense sizes
    throw Error(file, "is not a landmark model; give one made by `antifaz train landmarks`");
  }
  if (predictor.num_parts() != kPoints) {
    throw Error(file, "is a landmark model of " + std::to_string(predictor.num_parts()) +
                          " points, not " + std::to_string(kPoints));
  }
  return predictor;
}

dlib::shape_predictor grow(const std::vector<LandmarkSample>& samples,
                           const LandmarkModelOptions& options) {
  std::vector<dlib::cv_image<unsigned char>> images;
  std::vector<std::vector<dlib::full_object_detection>> faces;
  for (const auto& sample : samples) {
    images.emplace_back(sample.grey);
    std::vector<dlib::point> points;
    for (const auto& point : sample.points) {
      points.emplace_back(std::lround(point.x), std::lround(point.y));
    }
    faces.push_back({dlib::full_object_detection(patch_box(1), points)});
  }
  dlib::shape_predictor_trainer trainer;
  trainer.set_cascade_depth(options.cascades);
  trainer.set_num_trees_per_cascade_level(options.trees);
  trainer.set_tree_depth(options.tree_depth);
  trainer.set_oversampling_amount(options.starts);
  trainer.set_feature_pool_size(options.feature_pool);
  trainer.set_num_test_splits(options.test_splits);
  trainer.set_nu(options.learning_rate);
  trainer.set_random_seed(std::to_string(options.seed));
  return trainer.train(images, faces);
}

}  // namespace

LandmarkPatch cut_landmark_patch(const cv::Mat& bgr, const cv::Rect2f& box) {
  const double scale = (kPatchSize - 2 * kPatchMargin) / static_cast<double>(box.width);
  LandmarkPatch patch;
  patch.photo_to_patch = {scale, 0,     kPatchMargin - scale * box.x,
                          0,     scale, kPatchMargin - scale * box.y};
  cv::cvtColor(cut_chip(bgr, patch.photo_to_patch, kPatchSize), patch.grey, cv::COLOR_BGR2GRAY);
  return patch;
}

LandmarkModel::LandmarkModel(const std::filesystem::path& file)
    : predictor_(std::make_unique<dlib::shape_predictor>(load(file))) {}

LandmarkModel::LandmarkModel(const std::vector<LandmarkSample>& samples,
                             const LandmarkModelOptions& options)
    : predictor_(std::make_unique<dlib::shape_predictor>(grow(samples, options))) {}

LandmarkModel::~LandmarkModel() = default;
LandmarkModel::LandmarkModel(LandmarkModel&&) noexcept = default;

Landmarks LandmarkModel::predict(const LandmarkPatch& patch) const {
  cv::Mat large;
  cv::resize(patch.grey, large, cv::Size(), kEnlarge, kEnlarge, cv::INTER_LINEAR);
  const auto shape = (*predictor_)(dlib::cv_image<unsigned char>(large), patch_box(kEnlarge));
  Landmarks points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].x = static_cast<float>(shape.part(i).x() - kEnlarge / 2) / kEnlarge;
    points[i].y = static_cast<float>(shape.part(i).y() - kEnlarge / 2) / kEnlarge;
  }
  return points;
}

Landmarks LandmarkModel::predict(const cv::Mat& bgr, const cv::Rect2f& box) const {
  const LandmarkPatch patch = cut_landmark_patch(bgr, box);
  const cv::Matx23d& m = patch.photo_to_patch;
  Landmarks points = predict(patch);
  for (auto& point : points) {
    point = cv::Point2f(static_cast<float>((point.x - m(0, 2)) / m(0, 0)),
                        static_cast<float>((point.y - m(1, 2)) / m(1, 1)));
  }
  return points;
}

void LandmarkModel::save(const std::filesystem::path& file) const {
  write_atomically(file, [&](const std::filesystem::path& temporary) {
    std::ofstream out(temporary, std::ios::binary);
    try {
      if (out) dlib::serialize(*predictor_, out);
    } catch (const dlib::serialization_error&) {  // of several lines, without the file's name
      out.setstate(std::ios::failbit);
    }
    out.close();
    if (!out) throw Error(file, "can't be written; is the disk full?");
  });
}

}  // namespace antifaz
