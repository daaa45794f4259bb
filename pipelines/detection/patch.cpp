#include "pipelines/detection/patch.hpp"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "pipelines/detection/dice.hpp"
#include "pipelines/detection/outline.hpp"

namespace antifaz {
namespace {

/// Decoded at a half or a quarter where the face would still be large enough: fast, and not
/// aliased.
Patch decode(const FaceSource& source, double side) {
  const double ratio = side_of(source.box) / side;
  const int reduced = ratio > 4 ? 4 : ratio > 2 ? 2 : 1;
  const int mode = reduced == 4   ? cv::IMREAD_REDUCED_COLOR_4
                   : reduced == 2 ? cv::IMREAD_REDUCED_COLOR_2
                                  : cv::IMREAD_COLOR;
  Patch patch;
  const cv::Mat bytes(1, static_cast<int>(source.bytes.size()), CV_8U,
                      const_cast<char*>(source.bytes.data()));
  patch.pixels = cv::imdecode(bytes, mode);
  const auto to_patch = [&](cv::Point2f p) {
    const auto n = static_cast<float>(reduced);
    return cv::Point2f((p.x + 0.5f) / n - 0.5f, (p.y + 0.5f) / n - 0.5f);
  };
  patch.box = cv::Rect2f(to_patch(source.box.tl()), to_patch(source.box.br()));
  for (std::size_t i = 0; i < patch.points.size(); ++i) {
    patch.points[i] = to_patch(source.points[i]);
  }
  patch.face = true;
  return patch;
}

void mirror(Patch& patch) {
  cv::flip(patch.pixels, patch.pixels, 1);
  const float last = static_cast<float>(patch.pixels.cols) - 1;
  patch.box.x = last - patch.box.x - patch.box.width;
  for (cv::Point2f& point : patch.points) point.x = last - point.x;
  std::swap(patch.points[0], patch.points[1]);
  std::swap(patch.points[3], patch.points[4]);
}

void tint(cv::Mat& pixels, cv::RNG& random) {
  const double gain = random.uniform(0.65, 1.3), lift = random.uniform(-25., 25.);
  cv::Mat channels[3];
  cv::split(pixels, channels);
  for (cv::Mat& channel : channels) {
    channel.convertTo(channel, -1, gain * random.uniform(0.93, 1.07), lift);
  }
  cv::merge(channels, 3, pixels);
}

/// The parts of the picture out of order, each part perhaps mirrored.
cv::Mat shuffled(const cv::Mat& image, cv::RNG& random) {
  const int n = random.uniform(3, 6);
  const cv::Size cell(image.cols / n, image.rows / n);
  if (cell.width < 2 || cell.height < 2) return image * 0.5;
  std::vector<int> order(static_cast<std::size_t>(n * n));
  for (int i = 0; i < n * n; ++i) order[static_cast<std::size_t>(i)] = i;
  for (int i = n * n - 1; i > 0; --i) {  // Sattolo's: no part stays in its place
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(random(i))]);
  }
  cv::Mat result = image.clone();
  for (int i = 0; i < n * n; ++i) {
    const int from = order[static_cast<std::size_t>(i)];
    const auto at = [&](int k) {
      return cv::Rect({k % n * cell.width, k / n * cell.height}, cell);
    };
    cv::Mat part = image(at(from)).clone();
    if (random.uniform(0, 2)) cv::flip(part, part, random.uniform(-1, 2));
    part.copyTo(result(at(i)));
  }
  return result;
}

cv::Rect inside(const Patch& patch) {
  const cv::Rect all({}, patch.pixels.size()), face = cv::Rect(patch.box) & all;
  return face.empty() ? all : face;
}

/// What a crop shows below, above or beside its face, in the crop's size.
cv::Mat beside_the_face(const Patch& patch, cv::RNG& random) {
  const cv::Rect face = inside(patch);
  const cv::Size all = patch.pixels.size();
  const cv::Rect sides[] = {{0, face.br().y, all.width, all.height - face.br().y},
                            {0, 0, all.width, face.y},
                            {0, 0, face.x, all.height},
                            {face.br().x, 0, all.width - face.br().x, all.height}};
  cv::Rect part = sides[random.uniform(0, 2) ? 0 : random.uniform(0, 4)];
  const int shorter = std::min(part.width, part.height);
  if (shorter < 6) return shuffled(patch.pixels, random);
  // About a square, anywhere along the longer side.
  int& longer = part.width > part.height ? part.width : part.height;
  int& begin = part.width > part.height ? part.x : part.y;
  const int length = std::min(longer, cvRound(shorter * random.uniform(1., 2.)));
  begin += random.uniform(0, longer - length + 1);
  longer = length;
  cv::Mat result;
  cv::resize(patch.pixels(part), result, all, 0, 0, cv::INTER_LINEAR);
  return result;
}

/// Letters and rings of any colour on what is there: signs, watermarks, buttons.
void draw_signs(cv::Mat& pixels, cv::RNG& random) {
  const auto colour = [&] { return cv::Scalar(random(256), random(256), random(256)); };
  const auto at = [&](double from) {
    return cv::Point(cvRound(pixels.cols * random.uniform(from, 0.8)),
                     cvRound(pixels.rows * random.uniform(from + 0.1, 0.9)));
  };
  const cv::Scalar ink = colour();
  if (chance(random, 0.3)) pixels.setTo(colour());
  for (int rings = random.uniform(0, 4); rings > 0; --rings) {
    cv::circle(pixels, at(0.2), cvRound(pixels.cols * random.uniform(0.04, 0.2)), ink,
               chance(random, 0.5) ? cv::FILLED : 1 + pixels.cols / 40, cv::LINE_AA);
  }
  for (int words = random.uniform(1, 4); words > 0; --words) {
    std::string word;
    for (int n = random.uniform(1, 6); n > 0; --n)
      word += static_cast<char>(random.uniform(33, 127));
    const double size =
        pixels.cols / 22. / static_cast<double>(word.size()) * random.uniform(0.5, 1.5);
    cv::putText(pixels, word, at(0), random.uniform(0, 8), size, ink,
                std::max(1, cvRound(size * random.uniform(1., 4.))), cv::LINE_AA);
  }
}

cv::Mat piece(const cv::Mat& image, int side, cv::RNG& random) {
  const int shorter = std::min(image.cols, image.rows);
  const int size =
      std::min(shorter, std::max(16, cvRound(side * std::pow(2., random.uniform(0., 2.)))));
  const cv::Point at(random.uniform(0, image.cols - size + 1),
                     random.uniform(0, image.rows - size + 1));
  cv::Mat result;
  cv::resize(image({at, cv::Size(size, size)}), result, {side, side}, 0, 0, cv::INTER_AREA);
  return result;
}

}  // namespace

Patch face_patch(const FaceSource& source, double side, Outline outline, cv::RNG& random) {
  Patch patch = decode(source, side);
  if (random.uniform(0, 2)) mirror(patch);
  tint(patch.pixels, random);
  patch.opacity = outline == Outline::kWhole ? cv::Mat(patch.pixels.size(), CV_8U, 255)
                                             : random_outline(patch, random);
  return patch;
}

Patch false_patch(const ComposeSources& sources, double side, Outline outline, cv::RNG& random) {
  Patch patch = decode(any_one(sources.faces, random), side);
  const cv::Mat background = piece(any_one(sources.backgrounds, random), patch.pixels.cols, random);
  const double kind = random.uniform(0., 1.);
  if (kind < 0.25) {
    patch.pixels = shuffled(patch.pixels, random);
  } else if (kind < 0.5) {
    patch.pixels = beside_the_face(patch, random);
  } else if (kind < 0.65) {
    const cv::Scalar skin = cv::mean(patch.pixels(inside(patch)));
    cv::resize(background, patch.pixels, patch.pixels.size());
    const double tilt = random.uniform(0., 360.) * CV_PI / 180, length = side_of(patch.box) / 3;
    const cv::Point2f across(cv::Point2d(std::cos(tilt), std::sin(tilt)) * length * 0.32);
    const cv::Point2f middle = (patch.box.tl() + patch.box.br()) / 2;
    draw_hand(patch.pixels, middle - across * 1.5, across, length, skin, tilt * 180 / CV_PI + 90,
              random);
  } else {
    cv::resize(background, patch.pixels, patch.pixels.size());
    if (kind < 0.9) draw_signs(patch.pixels, random);
  }
  tint(patch.pixels, random);
  patch.face = false;
  patch.opacity = outline == Outline::kWhole ? cv::Mat(patch.pixels.size(), CV_8U, 255)
                                             : random_outline(patch, random);
  return patch;
}

cv::Rect paste(cv::Mat& picture, Patch& patch, cv::Point2f middle, double scale, double degrees) {
  const double angle = degrees * CV_PI / 180;
  const double c = std::cos(angle), s = std::sin(angle);
  const cv::Point2f old = (patch.box.tl() + patch.box.br()) / 2;
  const cv::Matx23d to_picture(scale * c, -scale * s, middle.x - scale * (c * old.x - s * old.y),
                               scale * s, scale * c, middle.y - scale * (s * old.x + c * old.y));
  const auto moved = [&](cv::Point2f p) {
    const cv::Vec2d q = to_picture * cv::Vec3d(p.x, p.y, 1);
    return cv::Point2f(static_cast<float>(q[0]), static_cast<float>(q[1]));
  };
  const auto right = static_cast<float>(patch.pixels.cols),
             low = static_cast<float>(patch.pixels.rows);
  const std::vector<cv::Point2f> corners = {moved({-0.5f, -0.5f}), moved({right - 0.5f, -0.5f}),
                                            moved({-0.5f, low - 0.5f}),
                                            moved({right - 0.5f, low - 0.5f})};
  const cv::Rect painted = cv::boundingRect(corners) & cv::Rect({}, picture.size());
  const double across = patch.box.width / 2, down = patch.box.height / 2;
  const double half_width = scale * std::hypot(across * c, down * s);
  const double half_height = scale * std::hypot(across * s, down * c);
  patch.box =
      cv::Rect2d(middle.x - half_width, middle.y - half_height, 2 * half_width, 2 * half_height);
  for (cv::Point2f& point : patch.points) point = moved(point);
  if (painted.empty()) return painted;
  cv::Matx23d to_painted = to_picture;
  to_painted(0, 2) -= painted.x;
  to_painted(1, 2) -= painted.y;
  cv::Mat pixels, opacity;
  cv::warpAffine(patch.pixels, pixels, to_painted, painted.size(), cv::INTER_LINEAR,
                 cv::BORDER_REPLICATE);
  cv::warpAffine(patch.opacity, opacity, to_painted, painted.size());
  for (int y = 0; y < painted.height; ++y) {
    auto* to = picture.ptr<uchar>(painted.y + y) + 3 * painted.x;
    const auto* from = pixels.ptr<uchar>(y);
    const auto* share = opacity.ptr<uchar>(y);
    for (int x = 0; x < 3 * painted.width; ++x) {
      const int a = share[x / 3];
      to[x] = static_cast<uchar>((to[x] * (255 - a) + from[x] * a + 127) / 255);
    }
  }
  return painted;
}

}  // namespace antifaz
