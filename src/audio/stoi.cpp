// Short-time objective intelligibility, step by step as in Taal et al. 2011, section II.

#include <algorithm>
#include <cmath>
#include <limits>

#include "src/audio/speech_quality.hpp"

namespace antifaz {
namespace {

constexpr int kRate = 10000, kFrame = 256, kHop = kFrame / 2, kFft = 512;
constexpr int kBands = 15, kSegment = 30;
constexpr double kLowestBand = 150, kSpeechRange = 40, kLowestSdr = -15;  // Hz, dB, dB

/// Hann window without its zeros.
const std::vector<double>& window() {
  static const std::vector<double> values = [] {
    std::vector<double> w(kFrame);
    for (int i = 0; i < kFrame; ++i) {
      w[static_cast<std::size_t>(i)] = 0.5 - 0.5 * std::cos(CV_2PI * (i + 1) / (kFrame + 1));
    }
    return w;
  }();
  return values;
}

/// Windowed frames [frames, kFrame] (CV_64F).
cv::Mat frames_of(const std::vector<double>& x) {
  const int count = std::max(0, (static_cast<int>(x.size()) - kFrame + kHop - 1) / kHop);
  cv::Mat frames(count, kFrame, CV_64F);
  for (int t = 0; t < count; ++t) {
    for (int i = 0; i < kFrame; ++i) {
      frames.at<double>(t, i) =
          window()[static_cast<std::size_t>(i)] * x[static_cast<std::size_t>(t * kHop + i)];
    }
  }
  return frames;
}

std::vector<double> overlapped(const cv::Mat& frames) {
  std::vector<double> x(static_cast<std::size_t>((frames.rows - 1) * kHop + kFrame), 0);
  for (int t = 0; t < frames.rows; ++t) {
    for (int i = 0; i < kFrame; ++i) {
      x[static_cast<std::size_t>(t * kHop + i)] += frames.at<double>(t, i);
    }
  }
  return x;
}

/// Drops from both the frames in which the clean signal is silent.
void drop_pauses(std::vector<double>& clean, std::vector<double>& processed) {
  const cv::Mat one = frames_of(clean), other = frames_of(processed);
  std::vector<double> levels;
  for (int t = 0; t < one.rows; ++t) {
    levels.push_back(20 *
                     std::log10(cv::norm(one.row(t)) + std::numeric_limits<double>::epsilon()));
  }
  const double loudest = *std::max_element(levels.begin(), levels.end());
  cv::Mat kept, kept_other;
  for (int t = 0; t < one.rows; ++t) {
    if (levels[static_cast<std::size_t>(t)] <= loudest - kSpeechRange) continue;
    kept.push_back(one.row(t));
    kept_other.push_back(other.row(t));
  }
  clean = overlapped(kept);
  processed = overlapped(kept_other);
}

int nearest_bin(double hertz) { return static_cast<int>(std::lround(hertz * kFft / kRate)); }

/// Magnitudes in one-third octave bands [bands, frames].
cv::Mat third_octaves(const std::vector<double>& x) {
  const cv::Mat frames = frames_of(x);
  cv::Mat padded, spectrum;
  cv::copyMakeBorder(frames, padded, 0, 0, 0, kFft - kFrame, cv::BORDER_CONSTANT, 0);
  cv::dft(padded, spectrum, cv::DFT_ROWS | cv::DFT_COMPLEX_OUTPUT);
  cv::Mat bands(kBands, frames.rows, CV_64F);
  for (int band = 0; band < kBands; ++band) {
    const int low = nearest_bin(kLowestBand * std::pow(2, (2 * band - 1) / 6.0));
    const int high = nearest_bin(kLowestBand * std::pow(2, (2 * band + 1) / 6.0));
    for (int t = 0; t < frames.rows; ++t) {
      bands.at<double>(band, t) = cv::norm(spectrum.row(t).colRange(low, high));
    }
  }
  return bands;
}

double correlation(const cv::Mat& left, const cv::Mat& right) {
  const cv::Mat x = left - cv::mean(left)[0], y = right - cv::mean(right)[0];
  const double norms = cv::norm(x) * cv::norm(y);
  return norms == 0 ? 0 : x.dot(y) / norms;
}

/// Correlation of one band over one segment, the processed one scaled to the clean one's energy and
/// clipped, so that a few ruined moments don't decide.
double segment_correlation(const cv::Mat& clean, const cv::Mat& processed) {
  const double energy = cv::norm(processed);
  if (energy == 0) return 0;
  const cv::Mat scaled = processed * (cv::norm(clean) / energy);
  const cv::Mat clipped = cv::min(scaled, clean * (1 + std::pow(10, -kLowestSdr / 20)));
  return correlation(clean, clipped);
}

std::vector<double> at_own_rate(const Samples& samples, int rate) {
  const Samples converted = resampled({samples, rate}, kRate).samples;
  return {converted.begin(), converted.end()};
}

}  // namespace

double stoi(const Samples& clean, const Samples& processed, int rate) {
  CV_Assert(clean.size() == processed.size());
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> x = at_own_rate(clean, rate), y = at_own_rate(processed, rate);
  if (static_cast<int>(x.size()) <= kFrame) return kUnknown;
  drop_pauses(x, y);
  const cv::Mat one = third_octaves(x), other = third_octaves(y);
  if (one.cols < kSegment) return kUnknown;
  double sum = 0;
  const int segments = one.cols - kSegment + 1;
  for (int begin = 0; begin < segments; ++begin) {
    for (int band = 0; band < kBands; ++band) {
      sum += segment_correlation(one.row(band).colRange(begin, begin + kSegment),
                                 other.row(band).colRange(begin, begin + kSegment));
    }
  }
  return sum / (segments * kBands);
}

}  // namespace antifaz
