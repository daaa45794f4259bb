#include "pipelines/detection/taught_faces.hpp"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <set>
#include <sstream>

#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/csv.hpp"
#include "src/face/detection_view.hpp"

namespace antifaz {
namespace {

constexpr double kBorder = 0.3;       // a tight crop is no photograph: faces in it are missed
constexpr double kSure = 0.7;         // YuNet's score
constexpr double kSamePlace = 0.05;   // mean distance of the points in sides of the face
constexpr std::size_t kNumbers = 15;  // box, score, points
constexpr char kHeader[] = "path,x,y,width,height,score,points\n";

Face mirrored(const Face& face, int width) {
  const auto flip = [&](cv::Point2f p) {
    return cv::Point2f(static_cast<float>(width) - 1 - p.x, p.y);
  };
  const Landmarks& p = face.landmarks;
  Face result = face;
  result.box.x = static_cast<float>(width) - 1 - face.box.x - face.box.width;
  result.landmarks = {flip(p[1]), flip(p[0]), flip(p[2]), flip(p[4]), flip(p[3])};
  return result;
}

/// The only face of a picture, where the teacher is sure of it.
std::optional<Face> only_face(FaceDetector& teacher, const cv::Mat& picture) {
  const std::vector<Face> faces = teacher.detect(picture);
  if (faces.size() != 1 || faces[0].score < kSure) return std::nullopt;
  return faces[0];
}

double apart(const Landmarks& left, const Landmarks& right) {
  double sum = 0;
  for (std::size_t i = 0; i < left.size(); ++i) sum += cv::norm(left[i] - right[i]);
  return sum / static_cast<double>(left.size());
}

Face mean_of(const Face& first, const Face& second) {
  Face mean = first;
  for (std::size_t i = 0; i < mean.landmarks.size(); ++i) {
    mean.landmarks[i] = (first.landmarks[i] + second.landmarks[i]) / 2;
  }
  mean.box =
      cv::Rect2f((first.box.tl() + second.box.tl()) / 2, (first.box.br() + second.box.br()) / 2);
  return mean;
}

std::optional<Face> taught(FaceDetector& teacher, const cv::Mat& image) {
  const DetectionView view(image, 1, kBorder);
  auto face = only_face(teacher, view.image());
  cv::Mat mirror;
  cv::flip(view.image(), mirror, 1);
  if (auto found = only_face(teacher, mirror)) {
    const Face second = mirrored(*found, mirror.cols);
    // Not in eye distances: of a profile there is hardly one.
    if (face &&
        apart(face->landmarks, second.landmarks) < kSamePlace * std::sqrt(face->box.area())) {
      face = mean_of(*face, second);
    } else if (!face || second.score > face->score) {
      face = second;
    }
  }
  if (!face) return std::nullopt;
  face->box = view.to_photo(face->box);
  for (cv::Point2f& point : face->landmarks) point = view.to_photo(point);
  return face;
}

std::string line_of(const TaughtFace& one, const std::filesystem::path& folder) {
  const Face& face = one.face;
  std::ostringstream points;
  for (const cv::Point2f& p : face.landmarks) {
    points << (points.tellp() > 0 ? " " : "") << p.x << " " << p.y;
  }
  return csv_line({one.file.lexically_relative(folder).string(), std::to_string(face.box.x),
                   std::to_string(face.box.y), std::to_string(face.box.width),
                   std::to_string(face.box.height), std::to_string(face.score), points.str()});
}

Face face_of(const CsvRow& row, const std::filesystem::path& file) {
  std::istringstream text;
  std::vector<float> numbers;
  if (row.cells.size() == 7) {
    std::string all;
    for (std::size_t i = 1; i < row.cells.size(); ++i) all += row.cells[i] + " ";
    text.str(all);
    for (float x; text >> x;) numbers.push_back(x);
  }
  if (numbers.size() != kNumbers) {
    throw Error(file, "line " + std::to_string(row.line) +
                          " is no face of the teacher's; remove the file to make it again");
  }
  Face face;
  face.box = {numbers[0], numbers[1], numbers[2], numbers[3]};
  face.score = numbers[4];
  for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
    face.landmarks[i] = {numbers[5 + 2 * i], numbers[6 + 2 * i]};
  }
  return face;
}

std::vector<TaughtFace> read_cache(const Manifest& manifest, const std::filesystem::path& cache) {
  std::set<std::string> known;
  for (const ManifestRow& row : manifest.rows) known.insert(row.path.string());
  std::vector<TaughtFace> faces;
  for (const CsvRow& row : read_csv(cache).rows) {
    const Face face = face_of(row, cache);
    if (!known.count(row.cells[0])) {
      throw Error(cache, "line " + std::to_string(row.line) + " names " + row.cells[0] +
                             ", which is not in " + manifest.folder.string() +
                             "; give another file, or remove it to make it again");
    }
    faces.push_back({manifest.folder / row.cells[0], face});
  }
  return faces;
}

}  // namespace

std::vector<TaughtFace> ask_teacher(const Manifest& manifest, FaceDetector& teacher,
                                    Observer& observer) {
  std::vector<TaughtFace> faces;
  ProgressMeter meter(observer, "ask the teacher", manifest.rows.size());
  for (const ManifestRow& row : manifest.rows) {
    if (observer.wants_stop()) {
      throw Stopped("stopped before the training began; give the same command again");
    }
    const cv::Mat image = cv::imread(manifest.file(row).string(), cv::IMREAD_COLOR);
    if (!image.empty()) {
      if (const auto face = taught(teacher, image)) faces.push_back({manifest.file(row), *face});
    }
    meter.advance(1);
  }
  return faces;
}

std::vector<TaughtFace> taught_faces(const Manifest& manifest, FaceDetector& teacher,
                                     const std::filesystem::path& cache, Observer& observer) {
  if (std::filesystem::exists(cache)) return read_cache(manifest, cache);
  expect_writable(cache);
  const std::vector<TaughtFace> faces = ask_teacher(manifest, teacher, observer);
  std::string text = kHeader;
  for (const TaughtFace& one : faces) text += line_of(one, manifest.folder);
  write_atomically(cache, text);
  return faces;
}

}  // namespace antifaz
