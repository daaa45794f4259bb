#include "pipelines/detection/evaluate_detector.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <variant>

#include "pipelines/detection/box_table.hpp"
#include "pipelines/detection/dice.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/images/image_io.hpp"

namespace antifaz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array<int, 8> kSizes = {0, 12, 20, 30, 40, 60, 120, 240};

/// Where names sort as numbers: "8" before "20".
struct ByNumber {
  bool operator()(const std::string& left, const std::string& right) const {
    const double a = std::atof(left.c_str()), b = std::atof(right.c_str());
    return a != b ? a < b : left < right;
  }
};

using Parts = std::map<std::string, std::map<std::string, DetectionPart, ByNumber>>;

std::string size_name(const cv::Rect2f& box) {
  const double side = side_of(box);
  std::size_t i = kSizes.size() - 1;
  while (i > 0 && side < kSizes[i]) --i;
  const std::string from = std::to_string(kSizes[i]);
  return i + 1 < kSizes.size() ? from + "-" + std::to_string(kSizes[i + 1]) : from + " and more";
}

// How a face was found.
struct Find {
  bool sure, in_doubt;
};

void count(Parts& parts, const std::string& group, const std::string& name, const Find& find) {
  DetectionPart& part = parts[group][name];
  part.group = group;
  part.name = name;
  ++part.faces;
  part.found += find.sure;
  part.in_doubt += find.in_doubt;
}

/// `all`: with doubtful finds, too.
void count(const TabledPhoto& photo, const PictureMatch& match, const PictureMatch& all,
           EvaluateDetectorReport& report, Parts& parts) {
  std::size_t faces = 0;
  for (std::size_t i = 0; i < photo.faces.size(); ++i) {
    const TabledFace& face = photo.faces[i];
    if (face.face.ignored) continue;
    const Find find{match.found[i] >= 0, match.found[i] < 0 && all.found[i] >= 0};
    ++faces;
    report.found += find.sure;
    report.found_in_doubt += find.in_doubt;
    count(parts, "size", size_name(face.face.box), find);
    for (const auto& [group, name] : face.traits) count(parts, group, name, find);
  }
  report.faces += faces;
  report.false_finds += match.false_finds.size();
  report.false_in_doubt += all.false_finds.size() - match.false_finds.size();
  if (photo.faces.empty()) {
    ++report.empty_photos;
    report.false_finds_there += match.false_finds.size();
  }
  ++report.photos;
}

}  // namespace

EvaluateDetectorReport evaluate_detector(const EvaluateDetectorJob& job, Observer& observer) {
  const std::vector<TabledPhoto> photos = read_box_table(job.boxes);
  const auto folder = job.photos.empty() ? job.boxes.parent_path() : job.photos;
  const auto detector = make_detector(job.detector);
  EvaluateDetectorReport report;
  report.detector = detector->name();
  Parts parts;
  std::vector<PictureMatch> matches;
  std::vector<std::vector<TrueFace>> truth;
  ProgressMeter meter(observer, "detect", photos.size());
  for (const TabledPhoto& photo : photos) {
    if (observer.wants_stop()) throw Stopped("stopped; nothing is kept");
    const auto read = read_pixels(folder / photo.path);
    if (const auto* fault = std::get_if<ImageFault>(&read)) {
      report.problems.push_back(photo.path.string() + ": " + fault->reason);
      observer.message(report.problems.back());
    } else {
      const cv::Mat bgr = to_bgr8(std::get<cv::Mat>(read));
      const auto begin = Clock::now();
      const std::vector<Face> found = detector->detect(bgr);
      report.seconds += std::chrono::duration<double>(Clock::now() - begin).count();
      truth.emplace_back();
      for (const TabledFace& face : photo.faces) truth.back().push_back(face.face);
      matches.push_back(match_faces(sure_faces(found), truth.back(), job.least_overlap));
      count(photo, matches.back(), match_faces(found, truth.back(), job.least_overlap), report,
            parts);
    }
    meter.advance(1);
  }
  report.average_precision = average_precision(matches, truth);
  for (const auto& [group, names] : parts) {
    for (const auto& [name, part] : names) report.parts.push_back(part);
  }
  return report;
}

}  // namespace antifaz
