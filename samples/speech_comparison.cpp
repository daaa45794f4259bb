#include "samples/speech_comparison.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <numeric>
#include <optional>

#include "src/audio/mel.hpp"
#include "src/audio/noise.hpp"
#include "src/audio/speech_quality.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kMeasures = 5, kJudged = 3, kBaselines = 2;
const std::array<const char*, kMeasures> kNames{"segmental SNR, dB", "log-spectral distance, dB",
                                                "STOI", "noise reduction", "speech distortion"};
constexpr std::array<int, kMeasures> kDecimals{2, 2, 3, 2, 2};
constexpr std::array<double, kJudged> kBetter{1, -1, 1};  // the sign of what is better

/// Of one run: [measure][utterance], each the mean of the noises.
using RunFigures = std::array<std::vector<double>, kMeasures>;
/// [method][run]
using Figures = std::vector<std::vector<RunFigures>>;
/// Signal-to-noise ratio in dB; none: clean speech.
using Ratio = std::optional<double>;

cv::Mat log_mel(const Samples& samples, int rate) {
  const MelBands bands(40, {}, rate, 1e-4);
  return bands.log_energies(power_spectrum(stft(samples, {})));
}

/// A clean utterance, and how well it came out of its noise.
class Judge {
 public:
  Judge(const Samples& clean, const Samples& noisy, int rate)
      : clean_(clean),
        rate_(rate),
        clean_bands_(log_mel(clean, rate)),
        noisy_bands_(log_mel(noisy, rate)) {}

  std::array<double, kMeasures> figures(const Samples& made) const {
    const cv::Mat bands = log_mel(made, rate_);
    return {segmental_snr_db(clean_, made, rate_), log_spectral_distance_db(clean_, made, rate_),
            stoi(clean_, made, rate_), mean_difference(bands, noisy_bands_),
            mean_difference(bands, clean_bands_)};
  }

 private:
  const Samples& clean_;
  int rate_;
  cv::Mat clean_bands_, noisy_bands_;
};

std::vector<Samples> spoilt(const SpeechTest& test, std::size_t i,
                            const std::vector<SpeechNoise>& noises, const Ratio& ratio) {
  const Samples& clean = test.utterances[i];
  if (!ratio) return {clean};
  std::vector<Samples> result;
  for (const SpeechNoise kind : noises) {
    const Samples noise = make_noise(kind, clean.size(), test.rate, test.voices, i);
    result.push_back(mixed_at_snr(clean, noise, *ratio));
  }
  return result;
}

/// The trials of one utterance are not independent: each figure is their mean.
void judge_utterance(const std::vector<EnhancementMethod>& methods, const SpeechTest& test,
                     std::size_t i, const std::vector<Samples>& noisy, Figures& into) {
  for (const Samples& heard : noisy) {
    const Judge judge(test.utterances[i], heard, test.rate);
    for (std::size_t m = 0; m < methods.size(); ++m) {
      for (std::size_t run = 0; run < methods[m].runs.size(); ++run) {
        const auto one = judge.figures(methods[m].runs[run](heard));
        for (std::size_t k = 0; k < kMeasures; ++k) {
          into[m][run][k][i] += one[k] / static_cast<double>(noisy.size());
        }
      }
    }
  }
}

Figures figures_of(const std::vector<EnhancementMethod>& methods, const SpeechTest& test,
                   const std::vector<SpeechNoise>& noises, const Ratio& ratio) {
  const std::size_t utterances = test.utterances.size();
  RunFigures none;
  none.fill(std::vector<double>(utterances, 0));
  Figures figures;
  for (const EnhancementMethod& method : methods) figures.emplace_back(method.runs.size(), none);
  const auto every_second = [&](std::size_t from) {
    for (std::size_t i = from; i < utterances; i += 2) {
      judge_utterance(methods, test, i, spoilt(test, i, noises, ratio), figures);
    }
  };
  auto other = std::async(std::launch::async, every_second, 1);
  every_second(0);
  other.get();
  return figures;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// [utterance], each the mean of the runs.
std::vector<double> over_runs(const std::vector<RunFigures>& runs, std::size_t measure) {
  std::vector<double> means(runs.front()[measure].size(), 0);
  for (const RunFigures& run : runs) {
    for (std::size_t i = 0; i < means.size(); ++i) {
      means[i] += run[measure][i] / static_cast<double>(runs.size());
    }
  }
  return means;
}

std::vector<double> difference(std::vector<double> left, const std::vector<double>& right,
                               double sign) {
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = sign * (left[i] - right[i]);
  return left;
}

/// "0.012 [0.010, 0.014], worst 0.011": how much better a method is than the better baseline.
std::string margin(const Figures& figures, std::size_t method, std::size_t measure) {
  std::vector<double> base = over_runs(figures[0], measure);
  const std::vector<double> other = over_runs(figures[1], measure);
  const double sign = kBetter[measure];
  if (sign * (mean(other) - mean(base)) > 0) base = other;
  double worst = 0;
  for (std::size_t run = 0; run < figures[method].size(); ++run) {
    const double one = mean(difference(figures[method][run][measure], base, sign));
    worst = run == 0 ? one : std::min(worst, one);
  }
  const auto all = difference(over_runs(figures[method], measure), base, sign);
  return with_interval(mean_figure(all), kDecimals[measure]) + ", worst " +
         fixed(worst, kDecimals[measure]);
}

}  // namespace

std::string speech_tables(const std::vector<EnhancementMethod>& methods, const SpeechTest& test,
                          const std::vector<SpeechNoise>& noises) {
  std::vector<std::string> head{"SNR", "method"};
  head.insert(head.end(), kNames.begin(), kNames.end());
  TextTable table(head);
  TextTable margins({"SNR", "method", "segmental SNR: better by", "log-spectral distance", "STOI"});
  for (const Ratio& ratio : {Ratio(0), Ratio(5), Ratio(10), Ratio()}) {
    const std::string snr = ratio ? fixed(*ratio, 0) : "clean";
    const Figures figures = figures_of(methods, test, noises, ratio);
    for (std::size_t m = 0; m < methods.size(); ++m) {
      std::vector<std::string> row{snr, methods[m].name}, better = row;
      for (std::size_t k = 0; k < kMeasures; ++k) {
        row.push_back(with_interval(mean_figure(over_runs(figures[m], k)), kDecimals[k]));
        if (k < kJudged) better.push_back(margin(figures, m, k));
      }
      table.add_row(row);
      if (m >= kBaselines) margins.add_row(better);
    }
  }
  return table.str() + "\n" + margins.str();
}

}  // namespace antifaz
