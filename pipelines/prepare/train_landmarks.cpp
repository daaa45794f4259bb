#include "pipelines/prepare/train_landmarks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "pipelines/prepare/data_set.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/face/detection_view.hpp"
#include "src/face/hog_finder.hpp"
#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

/// One image, its face as the teacher and as the HOG detector see it.
struct Labelled {
  cv::Mat image;
  cv::Rect2f box;
  Landmarks points;
};

Landmarks mirrored(const Landmarks& points, int width) {
  const auto flip = [&](cv::Point2f point) { return cv::Point2f(width - 1 - point.x, point.y); };
  return {flip(points[1]), flip(points[0]), flip(points[2]), flip(points[4]), flip(points[3])};
}

cv::Rect2f mirrored(const cv::Rect2f& box, int width) {
  return {width - 1 - box.x - box.width, box.y, box.width, box.height};
}

cv::Mat mirrored(const cv::Mat& image) {
  cv::Mat result;
  cv::flip(image, result, 1);
  return result;
}

double eye_distance(const Landmarks& points) { return cv::norm(points[0] - points[1]); }

/// The teacher's points averaged over the image as it is, framed, and both mirrored: a single look
/// is off by some per cent of the eye distance, differently each time.
std::optional<Face> taught(FaceDetector& teacher, const cv::Mat& image) {
  constexpr double kBorders[] = {0, 0.2};
  std::optional<Face> face;
  std::array<cv::Point2d, 5> sum;
  int views = 0;
  for (const double border : kBorders) {
    const DetectionView view(image, 1, border);
    for (const bool flip : {false, true}) {
      const auto found = teacher.detect(flip ? mirrored(view.image()) : view.image());
      if (found.empty()) return std::nullopt;
      const Face& main = found[main_face(found, view.image().size())];
      const int width = view.image().cols;
      const Landmarks points = flip ? mirrored(main.landmarks, width) : main.landmarks;
      for (std::size_t i = 0; i < points.size(); ++i)
        sum[i] += cv::Point2d(view.to_photo(points[i]));
      if (!face) face = Face{view.to_photo(main.box), main.score, {}};
      ++views;
    }
  }
  for (std::size_t i = 0; i < sum.size(); ++i) face->landmarks[i] = sum[i] / views;
  return face;
}

/// The box of the same face: the one that overlaps most, if any does well.
std::optional<cv::Rect2f> box_of(const Face& face, const std::vector<HogFinder::Found>& found) {
  std::optional<cv::Rect2f> best;
  double best_overlap = 0.3;
  for (const auto& candidate : found) {
    const double same = overlap(candidate.box, face.box);
    if (same > best_overlap) {
      best_overlap = same;
      best = candidate.box;
    }
  }
  return best;
}

LandmarkSample sample(const cv::Mat& image, const cv::Rect2f& box, const Landmarks& points) {
  const LandmarkPatch patch = cut_landmark_patch(image, box);
  LandmarkSample result{patch.grey, {}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const cv::Vec2d at = patch.photo_to_patch * cv::Vec3d(points[i].x, points[i].y, 1);
    result.points[i] = cv::Point2f(static_cast<float>(at[0]), static_cast<float>(at[1]));
  }
  return result;
}

/// The face and its mirror image, each in the found box and in `jitters` others.
void add_samples(const Labelled& face, const LandmarkTrainingOptions& options, cv::RNG& random,
                 std::vector<LandmarkSample>& samples) {
  const int width = face.image.cols;
  const cv::Mat mirror = mirrored(face.image);
  for (int i = 0; i <= options.jitters; ++i) {
    cv::Rect2f box = face.box;
    if (i > 0) {
      const double side = box.width * (1 + random.uniform(-options.zoom, options.zoom));
      const cv::Point2d middle = cv::Point2d(box.tl() + box.br()) / 2;
      box = cv::Rect2d(
          middle.x - side / 2 + box.width * random.uniform(-options.shift, options.shift),
          middle.y - side / 2 + box.width * random.uniform(-options.shift, options.shift), side,
          side);
    }
    samples.push_back(sample(face.image, box, face.points));
    samples.push_back(sample(mirror, mirrored(box, width), mirrored(face.points, width)));
  }
}

/// A seeded choice of `count` images, in their own order.
std::vector<std::filesystem::path> choose(std::vector<std::filesystem::path> images,
                                          std::size_t count, std::uint64_t seed) {
  std::sort(images.begin(), images.end());
  if (count == 0 || count >= images.size()) return images;
  cv::RNG random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const auto left = static_cast<unsigned>(images.size() - i);
    std::swap(images[i], images[i + random(left)]);
  }
  images.resize(count);
  std::sort(images.begin(), images.end());
  return images;
}

/// Mean distance of the points to the label's, of the eye distance.
double error_of(const LandmarkModel& model, const LandmarkSample& held_out) {
  const Landmarks found = model.predict({held_out.grey, cv::Matx23d()});
  double sum = 0;
  for (std::size_t i = 0; i < found.size(); ++i) sum += cv::norm(found[i] - held_out.points[i]);
  return sum / static_cast<double>(found.size()) / eye_distance(held_out.points);
}

struct Samples {
  std::vector<LandmarkSample> training, held_out;
};

/// Labels the images; the report counts what was not usable.
Samples label(const std::vector<std::filesystem::path>& images,
              const LandmarkTrainingOptions& options, FaceDetector& teacher,
              LandmarkTrainingReport& report, Observer& observer) {
  // Held out in runs of neighbours: one person's photographs lie side by side in a sorted folder.
  constexpr std::size_t kRuns = 20;
  const auto is_held_out = [&](std::size_t i) {
    const double place = static_cast<double>(i * kRuns) / static_cast<double>(images.size());
    return place - std::floor(place) < options.held_out;
  };
  cv::RNG random(options.model.seed);
  HogFinder hog;
  Samples samples;
  ProgressMeter meter(observer, "label", images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (observer.wants_stop()) throw Stopped("stopped: no model is written; begin again");
    if (i > 0) meter.advance(1);
    const cv::Mat image = cv::imread(images[i].string(), cv::IMREAD_COLOR);
    if (image.empty()) {
      ++report.unreadable;
      continue;
    }
    const auto face = taught(teacher, image);
    if (!face || eye_distance(face->landmarks) < 1) {
      ++report.no_teacher;
      continue;
    }
    const auto box = box_of(*face, hog.find(image));
    if (!box) {
      ++report.no_box;
    } else if (is_held_out(i)) {
      samples.held_out.push_back(sample(image, *box, face->landmarks));
    } else {
      add_samples({image, *box, face->landmarks}, options, random, samples.training);
    }
  }
  if (!images.empty()) meter.advance(1);
  return samples;
}

void measure(const LandmarkModel& model, const std::vector<LandmarkSample>& held_out,
             LandmarkTrainingReport& report) {
  if (held_out.empty()) return;
  std::vector<double> errors;
  for (const auto& one : held_out) errors.push_back(error_of(model, one));
  std::sort(errors.begin(), errors.end());
  report.held_out_error =
      std::accumulate(errors.begin(), errors.end(), 0.) / static_cast<double>(errors.size());
  report.held_out_p95 = errors[errors.size() * 95 / 100];
}

}  // namespace

LandmarkTrainingReport train_landmarks(const TrainLandmarksJob& job, Observer& observer) {
  expect_writable(job.options.output);
  std::vector<std::filesystem::path> images;
  for (const std::filesystem::path& folder : job.data) {
    DataSet set;
    set.input = folder;
    const Manifest manifest = read_data_set(set).manifest;
    for (const ManifestRow& row : manifest.rows) images.push_back(manifest.file(row));
  }
  const auto teacher = make_yunet_detector(job.yunet.string());
  return train_landmarks(job.options, images, *teacher, observer);
}

LandmarkTrainingReport train_landmarks(const LandmarkTrainingOptions& options,
                                       const std::vector<std::filesystem::path>& images,
                                       FaceDetector& teacher, Observer& observer) {
  expect_writable(options.output);
  const auto chosen = choose(images, options.max_images, options.model.seed);
  LandmarkTrainingReport report;
  report.images = chosen.size();
  const Samples samples = label(chosen, options, teacher, report, observer);
  if (samples.training.empty()) {
    throw Error("no image shows a face that both detectors find; give photographs of faces");
  }
  ProgressMeter growing(observer, "grow", 1);
  const LandmarkModel model(samples.training, options.model);
  model.save(options.output);
  growing.advance(1);
  report.samples = samples.training.size();
  report.held_out = samples.held_out.size();
  measure(model, samples.held_out, report);
  return report;
}

}  // namespace antifaz
