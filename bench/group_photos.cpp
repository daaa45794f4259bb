// Composes group photographs with known faces, to measure detectors on (never to train one):
//
//   group_photos CROPS YUNET FOLDER
//
// CROPS is a data set with a manifest and one main face an image (LFW), whose boxes are YuNet's.
// FOLDER, new, gets photographs of 0.5, 2, 12 and 24 megapixels with faces of 20, 30, 40, 60 and
// 120 px, each as it is, turned by five angles, at a tenth of the light, as JPEG of quality 20, and
// half covered; and boxes.csv for 'antifaz evaluate-detector'.

#include <algorithm>
#include <cmath>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/patch.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/data/csv.hpp"

namespace {

using namespace antifaz;

constexpr int kFacesOfASize = 8;
constexpr double kSides[] = {20, 30, 40, 60, 120};
constexpr double kMegapixels[] = {0.5, 2, 12, 24};
constexpr double kWideAs = 1.5;

struct Variant {
  std::string name;
  double angle = 0, light = 1;
  int quality = 92;
  bool covered = false;
};

const std::vector<Variant> kVariants = {
    {"plain"},         {"turned 15", 15},     {"turned 30", 30},
    {"turned 45", 45}, {"turned 90", 90},     {"turned 180", 180},
    {"dark", 0, 0.1},  {"jpeg 20", 0, 1, 20}, {"covered", 0, 1, 92, true}};

/// A crop made as small as its face is to be, with a soft edge round head and shoulders.
Patch person(const FaceSource& source, double side, bool covered, cv::RNG& random) {
  Patch patch;
  patch.face = true;
  const std::vector<uchar> bytes(source.bytes.begin(), source.bytes.end());
  patch.pixels = cv::imdecode(bytes, cv::IMREAD_COLOR);
  const double scale = side / side_of(source.box);
  const cv::Rect2f box = source.box;
  patch.box = box;
  patch.points = source.points;
  if (covered) {  // mouth and chin, as by a mask or a hand
    const cv::Rect lower(cvRound(box.x - 4), cvRound(box.y + box.height * 0.5),
                         cvRound(box.width + 8), cvRound(box.height * 0.55));
    cv::rectangle(patch.pixels, lower, cv::Scalar::all(random.uniform(60., 220.)), cv::FILLED);
  }
  cv::resize(patch.pixels, patch.pixels, {}, scale, scale,
             scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  const auto moved = [&](cv::Point2f p) {
    return (p + cv::Point2f(0.5f, 0.5f)) * scale - cv::Point2f(0.5f, 0.5f);
  };
  patch.box = cv::Rect2f(moved(box.tl()), moved(box.br()));
  for (cv::Point2f& point : patch.points) point = moved(point);
  patch.opacity = cv::Mat::zeros(patch.pixels.size(), CV_8U);
  const cv::Point2f middle = (patch.box.tl() + patch.box.br()) / 2;
  cv::ellipse(patch.opacity, middle, {cvRound(side * 0.9), cvRound(side * 1.1)}, 0, 0, 360, 255,
              cv::FILLED);
  cv::GaussianBlur(patch.opacity, patch.opacity, {}, std::max(1., side / 16));
  return patch;
}

/// A wall in changing light, a little grainy.
cv::Mat wall(cv::Size size, cv::RNG& random) {
  cv::Mat corners(3, 3, CV_8UC3), result;
  random.fill(corners, cv::RNG::UNIFORM, 70, 200);
  cv::resize(corners, result, size, 0, 0, cv::INTER_CUBIC);
  cv::Mat grain(size, CV_8UC3);
  random.fill(grain, cv::RNG::UNIFORM, 0, 12);
  return result + grain;
}

struct Placed {
  cv::Rect2f box;
  double side;
};

/// Faces of all sizes, the largest first, where there is room for them.
std::vector<Placed> fill(cv::Mat& photo, const std::vector<FaceSource>& sources,
                         const Variant& variant, cv::RNG& random) {
  std::vector<Placed> placed;
  for (auto side = std::rbegin(kSides); side != std::rend(kSides); ++side) {
    for (int i = 0; i < kFacesOfASize; ++i) {
      for (int attempt = 0; attempt < 200; ++attempt) {
        const double room = 1.2 * *side;
        const cv::Point2f middle(
            static_cast<float>(random.uniform(room, std::max(room + 1, photo.cols - room))),
            static_cast<float>(random.uniform(room, std::max(room + 1, photo.rows - room))));
        const bool free = std::all_of(placed.begin(), placed.end(), [&](const Placed& other) {
          return cv::norm((other.box.tl() + other.box.br()) / 2 - middle) >
                 1.2 * (*side + other.side);
        });
        if (!free) continue;
        Patch patch = person(any_one(sources, random), *side, variant.covered, random);
        paste(photo, patch, middle, 1, variant.angle);
        placed.push_back({patch.box, *side});
        break;
      }
    }
  }
  return placed;
}

int compose_all(const std::filesystem::path& crops, const std::string& yunet,
                const std::filesystem::path& folder) {
  expect_new_folder(folder);
  std::filesystem::create_directories(folder);
  Observer observer;
  const auto teacher = make_yunet_detector(yunet);
  const std::vector<FaceSource> sources = load_face_sources(
      taught_faces(read_manifest(crops), *teacher, folder / "crops.csv", observer));
  if (sources.empty()) throw Error(crops, "holds no face that YuNet is sure of");
  cv::RNG random(17);
  std::string boxes = csv_line(
      {"path", "x", "y", "width", "height", "megapixels", "side", "look", "look and side"});
  for (const double megapixels : kMegapixels) {
    for (const Variant& variant : kVariants) {
      const int rows = cvRound(std::sqrt(megapixels * 1e6 / kWideAs));
      cv::Mat photo = wall({cvRound(rows * kWideAs), rows}, random);
      const std::vector<Placed> placed = fill(photo, sources, variant, random);
      photo *= variant.light;
      const std::string name = fixed(megapixels, 1) + "mp " + variant.name + ".jpg";
      cv::imwrite((folder / name).string(), photo, {cv::IMWRITE_JPEG_QUALITY, variant.quality});
      for (const Placed& face : placed) {
        const std::string side = fixed(face.side, 0);
        boxes += csv_line({name, std::to_string(face.box.x), std::to_string(face.box.y),
                           std::to_string(face.box.width), std::to_string(face.box.height),
                           fixed(megapixels, 1), side, variant.name, variant.name + " " + side});
      }
    }
  }
  write_atomically(folder / "boxes.csv", boxes);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 4) return compose_all(argv[1], argv[2], argv[3]);
    std::cerr << "usage: group_photos CROPS YUNET FOLDER\n";
  } catch (const Error& error) {
    std::cerr << "group_photos: " << error.what() << "\n";
  }
  return 1;
}
