#include "pipelines/detection/detect.hpp"

#include <opencv2/imgproc.hpp>
#include <optional>

#include "models/landmarks/landmark_finder.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/data/manifest.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

const cv::Scalar kBox(0, 230, 0), kDoubtful(0, 140, 255), kFirstEye(255, 80, 0),
    kPoint(0, 220, 255), kLine(255, 255, 0);

void write_drawing(const cv::Mat& bgr, const DetectedPhoto& photo, fs::path file) {
  cv::Mat drawing = bgr.clone();
  draw_shapes(drawing, photo.points);
  draw_faces(drawing, photo.faces);
  file += ".jpg";
  fs::create_directories(file.parent_path());
  write_photo(drawing, file);
}

}  // namespace

void draw_faces(cv::Mat& bgr, const std::vector<Face>& faces) {
  for (const Face& face : faces) {
    const int thick = std::max(1, cvRound(face.box.width / 60));
    const cv::Scalar& box = face.doubtful ? kDoubtful : kBox;
    cv::rectangle(bgr, cv::Rect(face.box), box, thick);
    for (std::size_t i = 0; i < face.landmarks.size(); ++i) {
      cv::circle(bgr, face.landmarks[i], thick, i == 0 ? kFirstEye : kPoint, cv::FILLED);
    }
    const cv::Point at(cvRound(face.box.x), std::max(10, cvRound(face.box.y) - 3));
    cv::putText(bgr, fixed(face.score, 2), at, cv::FONT_HERSHEY_PLAIN,
                std::max(0.7, face.box.width / 100.), box, thick);
  }
}

void draw_shapes(cv::Mat& bgr, const std::vector<FacePoints>& points) {
  struct Line {
    int first, last;
    bool closed;
  };
  constexpr Line kLines[] = {{0, 16, false},  {17, 21, false}, {22, 26, false},
                             {27, 30, false}, {31, 35, false}, {36, 41, true},
                             {42, 47, true},  {48, 59, true},  {60, 67, true}};
  for (const FacePoints& face : points) {
    const int thick = std::max(1, cvRound(cv::norm(face.shape[16] - face.shape[0]) / 120));
    for (const Line& line : kLines) {
      const std::vector<cv::Point> corners(face.shape.begin() + line.first,
                                           face.shape.begin() + line.last + 1);
      cv::polylines(bgr, corners, line.closed, kLine, thick, cv::LINE_AA);
    }
  }
}

DetectReport detect(const DetectJob& job, Observer& observer) {
  if (!job.draw.empty()) expect_writable_folder(job.draw);
  const Manifest manifest = list_folder(job.input);
  const auto detector = make_detector(job.detector);
  std::optional<LandmarkFinder> finder;
  if (!job.landmarks.empty()) finder.emplace(job.landmarks);
  DetectReport report{detector->name(), {}, manifest.problems, 0};
  ProgressMeter meter(observer, "detect", manifest.rows.size());
  for (const ManifestRow& row : manifest.rows) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing is kept but drawings");
    const ExaminedPhoto photo = examine(manifest.file(row), *detector);
    report.photos.push_back(
        {row.path, photo.bgr.size(), photo.faces, photo.fault, photo.smallest_face, photo.marks});
    DetectedPhoto& found = report.photos.back();
    if (finder) {
      found.points = finder->find(photo.bgr, found.faces);
      refine_landmarks(found.faces, found.points);
    }
    report.faces += photo.faces.size();
    report.doubtful += photo.faces.size() - sure_faces(photo.faces).size();
    if (!photo.fault.empty()) {
      observer.message(row.path.string() + ": " + photo.fault);
    } else if (!job.draw.empty()) {
      write_drawing(photo.bgr, found, job.draw / row.path);
    }
    meter.advance(1);
  }
  return report;
}

}  // namespace antifaz
