// Makes faces of nobody: each is the average of twelve landmark-aligned people of a labelled data
// set. The project can't ship photographs of real people, so these are what the demo protects.
//
//   composite_faces UTKFACE_FOLDER YUNET_ONNX OUTPUT_FOLDER
//
// A subject is a pool of sixteen people who share gender, ethnicity and age band; each of its
// variants averages another twelve of them, so variants of one subject look alike and subjects
// differ.

#include <cstdlib>
#include <iostream>
#include <map>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "samples/asks_for_help.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/keyed_hash.hpp"
#include "src/data/manifest.hpp"
#include "src/face/alignment.hpp"
#include "src/face/face.hpp"
#include "src/images/image_io.hpp"

namespace {

constexpr char kUsage[] = "usage: composite_faces UTKFACE_FOLDER YUNET_ONNX OUTPUT_FOLDER\n";

using namespace antifaz;

constexpr int kSide = 240;
constexpr int kPool = 16, kLeftOut = 4, kVariants = 2;
constexpr double kScale = 1.9;  // canvas pixels a chip pixel: eyes 67 pixels apart
constexpr std::uint64_t kSeed = 2018;

/// Where the landmarks of every face are put on the canvas.
Landmarks canvas_template() {
  Landmarks points = chip_template();
  for (cv::Point2f& p : points) {
    p = (p - cv::Point2f(kChipSize / 2.F, kChipSize / 2.F)) * kScale +
        cv::Point2f(kSide / 2.F, kSide * 0.53F);
  }
  return points;
}

/// A person on the canvas, and how much of the canvas the photograph covers.
struct Portrait {
  cv::Mat colours;  ///< CV_32FC3, replicated outside the photograph
  cv::Mat weight;   ///< CV_32F, 1 inside the photograph
};

/// Looks into the camera: the nose stands below the middle between the eyes.
bool frontal(const Landmarks& points) {
  const cv::Point2f eyes = points[1] - points[0], nose = points[2] - (points[0] + points[1]) / 2;
  return std::abs(nose.dot(eyes)) < 0.1 * eyes.dot(eyes);
}

std::optional<Portrait> draw(const std::filesystem::path& file, FaceDetector& detector) {
  const auto read = read_pixels(file);
  if (!std::holds_alternative<cv::Mat>(read)) return std::nullopt;
  const cv::Mat photo = to_bgr8(std::get<cv::Mat>(read));
  const auto faces = detector.detect(photo);
  if (faces.empty()) return std::nullopt;
  const Landmarks& points = faces[main_face(faces, photo.size())].landmarks;
  if (!frontal(points)) return std::nullopt;
  const cv::Matx23d to_canvas = similarity(points, canvas_template());
  const double turn = std::atan2(to_canvas(1, 0), to_canvas(0, 0));
  if (std::abs(turn) > 0.2) return std::nullopt;
  Portrait portrait;
  cv::warpAffine(photo, portrait.colours, to_canvas, {kSide, kSide}, cv::INTER_AREA,
                 cv::BORDER_REPLICATE);
  portrait.colours.convertTo(portrait.colours, CV_32FC3);
  cv::warpAffine(cv::Mat(photo.size(), CV_32F, cv::Scalar(1)), portrait.weight, to_canvas,
                 {kSide, kSide}, cv::INTER_LINEAR);
  if (cv::mean(portrait.weight)[0] < 0.5) return std::nullopt;
  cv::erode(portrait.weight, portrait.weight, cv::Mat::ones(31, 31, CV_8U));
  cv::GaussianBlur(portrait.weight, portrait.weight, {}, 9);
  return portrait;
}

/// 1 over head and chin, 0 in the corners: crops of the data set end at the forehead, so what lies
/// outside this oval is a plain backdrop instead.
cv::Mat head_oval() {
  cv::Mat oval = cv::Mat::zeros(kSide, kSide, CV_32F);
  cv::ellipse(oval, {kSide / 2, kSide * 53 / 100}, {kSide * 37 / 100, kSide * 46 / 100}, 0, 0, 360,
              cv::Scalar(1), cv::FILLED);
  cv::GaussianBlur(oval, oval, {}, 7);
  return oval;
}

cv::Mat in_three_channels(const cv::Mat& one) {
  cv::Mat three;
  cv::merge(std::vector<cv::Mat>(3, one), three);
  return three;
}

/// The mean of all but `kLeftOut` people of the pool from `first_out` on.
cv::Mat average(const std::vector<Portrait>& people, int first_out) {
  cv::Mat sum = cv::Mat::zeros(kSide, kSide, CV_32FC3);
  cv::Mat total = cv::Mat::zeros(kSide, kSide, CV_32F);
  for (int i = 0; i < kPool; ++i) {
    if (i >= first_out && i < first_out + kLeftOut) continue;
    const Portrait& person = people[static_cast<std::size_t>(i)];
    const cv::Mat weight = person.weight + 0.02;
    sum += person.colours.mul(in_three_channels(weight));
    total += weight;
  }
  cv::Mat mean = sum / in_three_channels(total), soft, result;
  cv::GaussianBlur(mean, soft, {}, 1.5);
  mean += 0.7 * (mean - soft);  // averaging blurs; give some edge back
  const cv::Mat oval = in_three_channels(head_oval());
  const cv::Mat backdrop(mean.size(), CV_32FC3, cv::Scalar(120, 112, 104));
  mean = mean.mul(oval) + backdrop.mul(cv::Scalar::all(1) - oval);
  mean.convertTo(result, CV_8UC3);
  return result;
}

std::string group_of(const ManifestRow& row) {
  const int age = std::atoi(row.extra.at("age").c_str());
  const std::string band = age >= 22 && age <= 34   ? "young"
                           : age >= 40 && age <= 58 ? "middle"
                                                    : "";
  const std::string& ethnicity = row.extra.at("ethnicity");
  if (!row.gender || band.empty() || ethnicity == "other") return "";
  return std::string(to_string(*row.gender)) + "_" + ethnicity + "_" + band;
}

/// Shuffles by a keyed hash: the same people on every machine.
std::map<std::string, std::map<std::uint64_t, ManifestRow>> grouped(const Manifest& people) {
  std::map<std::string, std::map<std::uint64_t, ManifestRow>> groups;
  for (const ManifestRow& row : people.rows) {
    const std::string group = group_of(row);
    if (!group.empty()) groups[group][keyed_hash(kSeed, row.path.string())] = row;
  }
  return groups;
}

/// Every pair of faces, mated or not.
void write_pairs(const Manifest& faces) {
  std::string text = "left,right,same\n";
  for (std::size_t i = 0; i < faces.rows.size(); ++i) {
    for (std::size_t j = i + 1; j < faces.rows.size(); ++j) {
      const bool same = faces.rows[i].subject == faces.rows[j].subject;
      text += faces.rows[i].path.string() + "," + faces.rows[j].path.string() + "," +
              (same ? "1" : "0") + "\n";
    }
  }
  write_atomically(faces.folder / "pairs.csv", text);
}

int make(const std::filesystem::path& input, const std::string& yunet,
         const std::filesystem::path& output) {
  const auto detector = make_yunet_detector(yunet);
  const Manifest people = read_manifest(input);
  Manifest made{output, {}, {}};
  for (const auto& [group, rows] : grouped(people)) {
    std::vector<Portrait> pool;
    for (const auto& [hash, row] : rows) {
      if (auto portrait = draw(people.file(row), *detector)) pool.push_back(*portrait);
      if (pool.size() == kPool) break;
    }
    if (pool.size() < kPool) {
      std::cerr << group << ": only " << pool.size() << " usable people, left out\n";
      continue;
    }
    for (int variant = 0; variant < kVariants; ++variant) {
      ManifestRow row;
      row.path = group + "_" + std::to_string(variant + 1) + ".jpg";
      row.subject = group;
      row.gender = rows.begin()->second.gender;
      std::filesystem::create_directories(output);
      write_photo(average(pool, kLeftOut * variant), output / row.path);
      made.rows.push_back(row);
    }
  }
  write_manifest(made, output / "manifest.csv");
  write_pairs(made);
  std::cout << made.rows.size() << " faces in " << output << "\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  if (argc != 4) {
    std::cerr << kUsage;
    return 2;
  }
  try {
    return make(argv[1], argv[2], argv[3]);
  } catch (const antifaz::Error& e) {
    std::cerr << "composite_faces: " << e.what() << "\n";
    return 1;
  }
}
