#include "pipelines/detection/compose.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/look.hpp"
#include "pipelines/detection/patch.hpp"

namespace antifaz {
namespace {

constexpr double kSmallest = 6, kAskedFor = 8.5;  // face sides in pixels
constexpr double kAskedShare = 0.5;               // of the box, inside the picture
constexpr double kCoveredShare = 0.4;             // of the faces
constexpr double kAwayShare = 0.3;                // of the faces
constexpr int kAwayOf = 16;
constexpr double kMostHidden = 0.15;  // of a face's box, by what is pasted after it

/// How far from the eyes' and mouth's middle the nose is to one side, in sides of the face: it
/// grows as somebody turns away.
double away(const FaceSource& face) {
  const Landmarks& p = face.points;
  const cv::Point2f middle = (p[0] + p[1] + p[3] + p[4]) / 4, down = p[3] + p[4] - p[0] - p[1];
  return std::abs(down.cross(p[2] - middle)) / (cv::norm(down) * side_of(face.box) + 1e-6);
}

double any_angle(cv::RNG& random) {
  if (chance(random, 0.6)) return random.uniform(-180., 180.);
  return std::clamp(random.gaussian(14), -40., 40.);
}

/// One picture while it is composed.
class Canvas {
 public:
  Canvas(const ComposeSources& sources, const ComposeOptions& options, std::uint64_t seed)
      : sources_(sources), options_(options), random_(seed) {
    for (int i = 0; i < 3; ++i) random_.next();  // seeds that are near begin alike
  }

  Composition finish() {
    background();
    const double kind = random_.uniform(0., 1.) - options_.empty_share;
    if (kind < 0) {
      for (int i = random_.uniform(0, 7); i > 0 && options_.decoys; --i) paste_somewhere(false);
    } else if (kind < 0.15) {
      portrait();
    } else if (kind < 0.27) {
      mosaic();
    } else {
      scene();
    }
    const LookLoss loss = change_look(result_.picture, random_);
    for (ComposedFace& face : result_.faces) judge(face, loss.detail);
    return std::move(result_);
  }

 private:
  cv::Rect frame() const { return {0, 0, options_.side, options_.side}; }

  void background() {
    const int side = options_.side;
    const double kind = random_.uniform(0., 1.);
    if (kind < 0.06) {  // noise, coarse or fine
      const int cells = random_.uniform(2, side);
      cv::Mat noise(cells, cells, CV_8UC3);
      random_.fill(noise, cv::RNG::UNIFORM, 0, 256);
      cv::resize(noise, result_.picture, {side, side}, 0, 0,
                 random_.uniform(0, 2) ? cv::INTER_LINEAR : cv::INTER_NEAREST);
    } else if (kind < 0.14) {  // a plain wall in changing light
      cv::Mat corners(2, 2, CV_8UC3);
      random_.fill(corners, cv::RNG::UNIFORM, 0, 256);
      if (random_.uniform(0, 2)) corners.setTo(corners.at<cv::Vec3b>(0, 0));
      cv::resize(corners, result_.picture, {side, side}, 0, 0, cv::INTER_LINEAR);
    } else {
      const cv::Mat& image = any_one(sources_.backgrounds, random_);
      const int shorter = std::min(image.cols, image.rows);
      const int size = std::clamp(cvRound(log_uniform(random_, 0.3 * side, 4. * side)), 1, shorter);
      const cv::Point at(random_.uniform(0, image.cols - size + 1),
                         random_.uniform(0, image.rows - size + 1));
      cv::resize(image({at, cv::Size(size, size)}), result_.picture, {side, side}, 0, 0,
                 size > side ? cv::INTER_AREA : cv::INTER_LINEAR);
      if (random_.uniform(0, 2)) cv::flip(result_.picture, result_.picture, 1);
    }
  }

  /// Crops show few people from the side: now and then the one of many who looks away most.
  const FaceSource& any_face() {
    const FaceSource* face = &any_one(sources_.faces, random_);
    for (int i = chance(random_, kAwayShare) ? kAwayOf : 0; i > 0; --i) {
      const FaceSource& other = any_one(sources_.faces, random_);
      if (away(other) > away(*face)) face = &other;
    }
    return *face;
  }

  Patch make(bool face, double side, Outline outline) {
    if (!face) return false_patch(sources_, side, outline, random_);
    Patch patch = face_patch(any_face(), side, outline, random_);
    if (chance(random_, kCoveredShare)) cover(patch, sources_, random_);
    return patch;
  }

  void put(Patch patch, cv::Point2f middle, double side, double angle) {
    paste(result_.picture, patch, middle, side / side_of(patch.box), angle);
    if (patch.face) result_.faces.push_back({patch.box, patch.points, false});
  }

  /// True where a patch whose face has this box would hide too much of a face that is there.
  bool hides(const cv::Rect2f& painted) const {
    for (const ComposedFace& face : result_.faces) {
      if ((face.box & painted).area() > kMostHidden * face.box.area()) return true;
    }
    return false;
  }

  /// Something of at most this share of the picture's side.
  void paste_somewhere(bool face, double largest = 0.75) {
    const double side = log_uniform(random_, kSmallest, largest * options_.side);
    Patch patch = make(face, side, Outline::kRandom);
    const double angle = any_angle(random_), scale = side / side_of(patch.box);
    const double reach = scale * std::hypot(patch.pixels.cols, patch.pixels.rows) / 2.2;
    const double inside = chance(random_, 0.15) ? -0.1 : 0.45;  // of a face: cut by the edge or not
    const double from = inside * side, to = std::max(from, options_.side - from);
    for (int attempt = 0; attempt < 6; ++attempt) {
      const cv::Point2d middle(random_.uniform(from, to + 1e-3), random_.uniform(from, to + 1e-3));
      const cv::Point2d half(reach, reach);
      if (hides(cv::Rect2d(middle - half, middle + half))) continue;
      return put(std::move(patch), middle, side, angle);
    }
  }

  void scene() {
    const int faces = std::max(1, cvRound(log_uniform(random_, 1, 20)));
    const double largest = std::min(0.75, 1 / std::sqrt(faces));  // else there is no room for all
    for (int i = 0; i < faces; ++i) {
      if (chance(random_, 0.3) && options_.decoys) paste_somewhere(false, largest);
      paste_somewhere(true, largest);
    }
  }

  /// One crop that fills the picture, its edge carried on outside.
  void portrait() {
    const double side = options_.side * random_.uniform(0.3, 0.85);
    Patch patch = make(true, side, Outline::kWhole);
    const int border = std::max(patch.pixels.cols, patch.pixels.rows);
    cv::copyMakeBorder(patch.pixels, patch.pixels, border, border, border, border,
                       cv::BORDER_REPLICATE);
    patch.opacity = cv::Mat(patch.pixels.size(), CV_8U, 255);
    const cv::Point2f shift(static_cast<float>(border), static_cast<float>(border));
    patch.box += shift;
    for (cv::Point2f& point : patch.points) point += shift;
    const double room = options_.side * 0.12;
    const cv::Point2d middle(options_.side / 2. + random_.uniform(-room, room),
                             options_.side / 2. + random_.uniform(-room, room));
    put(std::move(patch), middle, side, any_angle(random_));
  }

  /// Crops edge to edge, as contact sheets are; some cells hold no face.
  void mosaic() {
    const double cell = log_uniform(random_, 40, 0.6 * options_.side);
    const int gap = random_.uniform(0, 2) ? 0 : random_.uniform(0, 8);
    const double turn = chance(random_, 0.8) ? 0 : 90. * random_.uniform(1, 4);
    const double x0 = -random_.uniform(0., cell), y0 = -random_.uniform(0., cell);
    for (double y = y0; y < options_.side; y += cell + gap) {
      for (double x = x0; x < options_.side; x += cell + gap) {
        fill_cell({x, y, cell, cell}, turn);
      }
    }
  }

  void fill_cell(const cv::Rect2d& cell, double turn) {
    Patch patch = make(!chance(random_, 0.15), cell.width * 0.6, Outline::kWhole);
    const double scale = cell.width / std::max(patch.pixels.cols, patch.pixels.rows);
    const cv::Point2d to_box = cv::Point2d(patch.box.tl() + patch.box.br()) / 2 -
                               cv::Point2d(patch.pixels.cols - 1, patch.pixels.rows - 1) / 2;
    const double c = std::cos(turn * CV_PI / 180), s = std::sin(turn * CV_PI / 180);
    const cv::Point2d middle =
        (cell.tl() + cell.br()) / 2 +
        scale * cv::Point2d(c * to_box.x - s * to_box.y, s * to_box.x + c * to_box.y);
    const double side = scale * side_of(patch.box);
    put(std::move(patch), middle, side, turn);
  }

  void judge(ComposedFace& face, double detail) const {
    const double seen = (face.box & cv::Rect2f(frame())).area() / face.box.area();
    face.ignored = side_of(face.box) * std::min(1., 1.3 * detail) < kAskedFor || seen < kAskedShare;
  }

  const ComposeSources& sources_;
  ComposeOptions options_;
  cv::RNG random_;
  Composition result_;
};

}  // namespace

Composition compose(const ComposeSources& sources, const ComposeOptions& options,
                    std::uint64_t seed) {
  Composition composition = Canvas(sources, options, seed).finish();
  auto& faces = composition.faces;
  const cv::Rect2f frame(0, 0, static_cast<float>(options.side), static_cast<float>(options.side));
  faces.erase(std::remove_if(faces.begin(), faces.end(),
                             [&](const ComposedFace& face) { return (face.box & frame).empty(); }),
              faces.end());
  return composition;
}

}  // namespace antifaz
