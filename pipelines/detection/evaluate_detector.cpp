#include "pipelines/detection/evaluate_detector.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <map>
#include <utility>
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

/// Which faces are of a part: "size" and "20-30".
using PartName = std::pair<std::string, std::string>;

std::string size_name(const cv::Rect2f& box) {
  const double side = side_of(box);
  std::size_t i = kSizes.size() - 1;
  while (i > 0 && side < kSizes[i]) --i;
  const std::string from = std::to_string(kSizes[i]);
  return i + 1 < kSizes.size() ? from + "-" + std::to_string(kSizes[i + 1]) : from + " and more";
}

std::vector<PartName> parts_of(const TabledFace& face) {
  std::vector<PartName> parts = {{"size", size_name(face.face.box)}};
  parts.insert(parts.end(), face.traits.begin(), face.traits.end());
  return parts;
}

/// A photograph and what was found in it.
struct Looked {
  const TabledPhoto* photo;
  std::vector<TrueFace> truth;
  PictureMatch sure, all;  ///< of sure finds, and of doubtful ones, too
};

struct Part {
  DetectionPart figures;
  std::vector<const Looked*> photos;  ///< that show a face of it
};

class Parts {
 public:
  void add(const Looked& looked) {
    for (std::size_t i = 0; i < looked.truth.size(); ++i) {
      if (looked.truth[i].ignored) continue;
      for (const auto& [group, name] : parts_of(looked.photo->faces[i])) {
        Part& part = parts_[group][name];
        part.figures.group = group;
        part.figures.name = name;
        ++part.figures.faces;
        part.figures.found += looked.sure.found[i] >= 0;
        part.figures.in_doubt += looked.sure.found[i] < 0 && looked.all.found[i] >= 0;
        if (part.photos.empty() || part.photos.back() != &looked) part.photos.push_back(&looked);
      }
    }
  }

  std::vector<DetectionPart> figures() {
    std::vector<DetectionPart> all;
    for (auto& [group, names] : parts_) {
      for (auto& [name, part] : names) {
        part.figures.average_precision = precision_of(part);
        all.push_back(part.figures);
      }
    }
    return all;
  }

 private:
  /// As WIDER FACE does: in the photographs that show a face of the part, other faces don't count.
  static double precision_of(const Part& part) {
    const PartName name{part.figures.group, part.figures.name};
    std::vector<PictureMatch> matches;
    std::vector<std::vector<TrueFace>> truth;
    for (const Looked* looked : part.photos) {
      matches.push_back(looked->all);
      truth.push_back(looked->truth);
      for (std::size_t i = 0; i < truth.back().size(); ++i) {
        const auto its = parts_of(looked->photo->faces[i]);
        if (std::find(its.begin(), its.end(), name) == its.end()) truth.back()[i].ignored = true;
      }
    }
    return average_precision(matches, truth);
  }

  std::map<std::string, std::map<std::string, Part, ByNumber>> parts_;
};

void count(const Looked& looked, EvaluateDetectorReport& report) {
  for (std::size_t i = 0; i < looked.truth.size(); ++i) {
    if (looked.truth[i].ignored) continue;
    ++report.faces;
    report.found += looked.sure.found[i] >= 0;
    report.found_in_doubt += looked.sure.found[i] < 0 && looked.all.found[i] >= 0;
  }
  report.false_finds += looked.sure.false_finds.size();
  report.false_in_doubt += looked.all.false_finds.size() - looked.sure.false_finds.size();
  if (looked.truth.empty()) {
    ++report.empty_photos;
    report.false_finds_there += looked.sure.false_finds.size();
  }
  ++report.photos;
}

double precision_of_all(const std::deque<Looked>& all) {
  std::vector<PictureMatch> matches;
  std::vector<std::vector<TrueFace>> truth;
  for (const Looked& looked : all) {
    matches.push_back(looked.all);
    truth.push_back(looked.truth);
  }
  return average_precision(matches, truth);
}

}  // namespace

EvaluateDetectorReport evaluate_detector(const EvaluateDetectorJob& job, Observer& observer) {
  const std::vector<TabledPhoto> photos = read_box_table(job.boxes);
  const auto folder = job.photos.empty() ? job.boxes.parent_path() : job.photos;
  const auto detector = make_detector(job.detector);
  EvaluateDetectorReport report;
  report.detector = detector->name();
  Parts parts;
  std::deque<Looked> all;  // parts point into it
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
      std::vector<TrueFace> truth;
      for (const TabledFace& face : photo.faces) truth.push_back(face.face);
      all.push_back({&photo, truth, match_faces(sure_faces(found), truth, job.least_overlap),
                     match_faces(found, truth, job.least_overlap)});
      parts.add(all.back());
      count(all.back(), report);
    }
    meter.advance(1);
  }
  report.average_precision = precision_of_all(all);
  report.parts = parts.figures();
  return report;
}

}  // namespace antifaz
