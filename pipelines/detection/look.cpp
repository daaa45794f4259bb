#include "pipelines/detection/look.hpp"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "pipelines/detection/dice.hpp"

namespace antifaz {
namespace {

/// Standard normal numbers times 32, drawn once: a picture takes a piece of it.
const cv::Mat& grain() {
  static const cv::Mat numbers = [] {
    cv::Mat drawn(1024, 1024, CV_16SC3);
    cv::RNG random(1);
    random.fill(drawn, cv::RNG::NORMAL, 0, 32);
    return drawn;
  }();
  return numbers;
}

void add_noise(cv::Mat& picture, double sigma, bool grey, cv::RNG& random) {
  const cv::Mat& numbers = grain();
  const int x0 = random.uniform(0, numbers.cols), y0 = random.uniform(0, numbers.rows);
  const int factor = cvRound(sigma * 8);
  for (int y = 0; y < picture.rows; ++y) {
    auto* row = picture.ptr<uchar>(y);
    const auto* from = numbers.ptr<short>((y0 + y) % numbers.rows);
    for (int x = 0; x < picture.cols; ++x) {
      const short* n = from + 3 * ((x0 + x) % numbers.cols);
      for (int c = 0; c < 3; ++c) {
        row[3 * x + c] =
            cv::saturate_cast<uchar>(row[3 * x + c] + ((n[grey ? 0 : c] * factor) >> 8));
      }
    }
  }
}

/// Light, contrast and cast in one table a channel.
void expose(cv::Mat& picture, cv::RNG& random) {
  double light = std::exp(random.gaussian(0.25));
  if (chance(random, 0.25)) light = std::pow(10., -random.uniform(0.3, 1.));  // to a tenth
  if (chance(random, 0.07)) light = random.uniform(1.5, 2.5);                 // glare
  const double gamma = std::exp(random.gaussian(0.2)), lift = random.uniform(-12., 20.);
  const double cast = chance(random, 0.25) ? 0.2 : 0.04;
  cv::Mat table(1, 256, CV_8UC3);
  for (int c = 0; c < 3; ++c) {
    const double gain = 1 + random.uniform(-cast, cast);
    for (int v = 0; v < 256; ++v) {
      table.at<cv::Vec3b>(v)[c] =
          cv::saturate_cast<uchar>(light * (255 * std::pow(v / 255., gamma) + lift) * gain);
    }
  }
  cv::LUT(picture, table, picture);
  if (light < 0.5) add_noise(picture, random.uniform(0.5, 5.), false, random);
}

double blur(cv::Mat& picture, cv::RNG& random) {
  if (chance(random, 0.3)) {  // of a moving camera
    const int length = random.uniform(2, 6);
    cv::Mat kernel = cv::Mat::zeros(length, length, CV_32F);
    cv::line(kernel, {0, random.uniform(0, length)}, {length - 1, random.uniform(0, length)}, 1.);
    cv::filter2D(picture, picture, -1, kernel / cv::sum(kernel)[0]);
    return 1.5 / length;
  }
  const double sigma = random.uniform(0.3, 2.);
  cv::GaussianBlur(picture, picture, {0, 0}, sigma);
  return std::min(1., 0.7 / sigma);
}

double small_and_large(cv::Mat& picture, cv::RNG& random) {
  const double scale = random.uniform(0.35, 0.95);
  cv::Mat smaller;
  cv::resize(picture, smaller, {}, scale, scale,
             chance(random, 0.7) ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::resize(smaller, picture, picture.size(), 0, 0,
             chance(random, 0.5) ? cv::INTER_LINEAR : cv::INTER_CUBIC);
  return scale;
}

void keep_as_jpeg(cv::Mat& picture, cv::RNG& random) {
  std::vector<uchar> bytes;
  cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, random.uniform(12, 96)});
  picture = cv::imdecode(bytes, cv::IMREAD_COLOR);
}

}  // namespace

LookLoss change_look(cv::Mat& picture, cv::RNG& random) {
  LookLoss loss;
  if (chance(random, 0.2)) return loss;
  if (chance(random, 0.7)) expose(picture, random);
  if (chance(random, 0.15)) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(grey, picture, cv::COLOR_GRAY2BGR);
  }
  if (chance(random, 0.25)) loss.detail = blur(picture, random);
  if (chance(random, 0.25)) loss.detail = std::min(loss.detail, small_and_large(picture, random));
  if (chance(random, 0.25)) {
    add_noise(picture, random.uniform(1., 12.), chance(random, 0.4), random);
  }
  if (chance(random, 0.6)) keep_as_jpeg(picture, random);
  return loss;
}

}  // namespace antifaz
