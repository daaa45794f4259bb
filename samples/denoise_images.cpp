// Denoising autoencoders against filters, as in "Medical image denoising using convolutional
// denoising autoencoders" (Gondara 2016): that paper's network, and one that predicts the noise.
//
//   denoise_images IMAGE_FOLDER [OUTPUT_FOLDER [STEPS [SEEDS [bfloat16]]]]
//
// Images become 64x64 grey. Where the folder's manifest has a column `split`, its `test` rows are
// the test images; else a seeded tenth of the subjects. Filters get the strength that is best on
// training images. The paper's network is trained once for each noise, STEPS long; the residual one
// once for each kind of noise, of any strength, twice as long. With bfloat16 both are trained in
// it, three times as fast on processors that compute with it.

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <thread>

#include "models/autoencoders/corruption.hpp"
#include "models/autoencoders/factory.hpp"
#include "models/machine.hpp"
#include "pipelines/training/mixed_precision.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/classical_denoising.hpp"
#include "samples/denoising_scores.hpp"
#include "samples/grey_images.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"

namespace {

constexpr char kUsage[] =
    "usage: denoise_images IMAGE_FOLDER [OUTPUT_FOLDER [STEPS [SEEDS [bfloat16]]]]\n";

using namespace antifaz;

constexpr int kSide = 64, kBatch = 10, kShown = 8;
constexpr std::size_t kMostTrain = 1500, kMostTest = 150, kTuned = 20;
constexpr double kBeyond = 1.1;  // the residual network learns noise a little stronger than tested

struct Settings {
  std::filesystem::path output = "out/denoise_images";
  int steps = 400, seeds = 1;
  bool bfloat16 = false;
};

struct Noise {
  std::string name;
  CorruptionOptions corruption;
};

/// The paper's strengths, by kind. Its Poisson noise is independent of the image; this one counts
/// photons, with the same deviation at middle grey.
const std::vector<std::vector<Noise>> kNoises{
    {{"Gaussian 0.1", {Corruption::kGaussian, 0.1}},
     {"Gaussian 0.5", {Corruption::kGaussian, 0.5}}},
    {{"Poisson, 12.5 photons", {Corruption::kPoisson, 0.08}},
     {"Poisson, 2.5 photons", {Corruption::kPoisson, 0.4}}}};

struct Images {
  torch::Tensor train, test;  ///< [N, 1, 64, 64]
};

Images read_images(const std::filesystem::path& folder) {
  const Manifest all = std::filesystem::exists(folder / "manifest.csv") ? read_manifest(folder)
                                                                        : list_folder(folder);
  std::vector<Manifest> parts{{folder, {}, {}}, {folder, {}, {}}};
  for (const ManifestRow& row : all.rows) {
    const auto split = row.extra.find("split");
    if (split != row.extra.end()) parts[split->second == "test"].rows.push_back(row);
  }
  if (parts[1].rows.empty()) parts = split_by_subject(all, {0.9, 0.1}, /*seed=*/1);
  if (parts[0].rows.size() > kMostTrain) parts[0].rows.resize(kMostTrain);
  if (parts[1].rows.size() > kMostTest) parts[1].rows.resize(kMostTest);
  if (parts[0].rows.empty() || parts[1].rows.empty()) throw Error(folder, "too few images");
  return {read_grey_squares(parts[0], kSide), read_grey_squares(parts[1], kSide)};
}

/// Noisy images as a file would hold them.
torch::Tensor spoiled(const torch::Tensor& clean, const Noise& noise) {
  return corrupt(clean, noise.corruption).clamp(0, 1).mul(255).round().div(255);
}

/// A network of a variant, trained on batches of clean images that `prepared` spoils, if at all.
std::shared_ptr<Autoencoder> trained(
    const AutoencoderOptions& options, const torch::Tensor& clean, const Settings& settings,
    const std::function<torch::Tensor(const torch::Tensor&)>& prepared) {
  const auto network = make_autoencoder(options);
  network->centre(clean);
  torch::optim::Adam optimizer(network->parameters());
  for (int step = 0; step < settings.steps; ++step) {
    const double progress = static_cast<double>(step) / settings.steps;
    for (auto& group : optimizer.param_groups()) {
      // Up in a hundred steps, level, then to zero.
      group.options().set_lr(1e-3 * std::min({1.0, (step + 1) / 100.0, 3 * (1 - progress)}));
    }
    const auto batch = clean.index_select(0, torch::randint(clean.size(0), {kBatch}, torch::kLong));
    optimizer.zero_grad();
    torch::Tensor loss;
    {
      const MixedPrecision precision(settings.bfloat16);
      loss = network->loss(prepared(batch), batch).total;
    }
    loss.backward();
    torch::nn::utils::clip_grad_norm_(network->parameters(), 1);
    optimizer.step();
  }
  network->eval();
  return network;
}

AutoencoderOptions options_of(const std::string& variant, const CorruptionOptions& corruption) {
  AutoencoderOptions options;
  options.variant = variant;
  options.shape = {1, kSide, kSide};
  options.corruption = corruption.kind;
  options.noise = corruption.level;
  return options;
}

/// One noise: the test images under it, and what every method made of them.
struct Contest {
  explicit Contest(const Noise& tested, const Images& images)
      : noise(tested),
        noisy((torch::manual_seed(2), spoiled(images.test, tested))),
        scores(to_grey_images(images.test)),
        rows{images.test.slice(0, 0, kShown), noisy.slice(0, 0, kShown)} {}

  /// The first results of a method are shown. Says how it did: all of them take long.
  void add(const std::string& method, const std::vector<cv::Mat>& results) {
    std::cerr << noise.name << ", " << method << ": "
              << fixed(mean_ssim(results, scores.clean()), 3) << std::endl;
    if (scores.add(method, results)) rows.push_back(to_grey_batch(results).slice(0, 0, kShown));
  }

  Noise noise;
  torch::Tensor noisy;
  DenoisingScores scores;
  std::vector<torch::Tensor> rows;  ///< of the sheet of pictures
};

void try_filters(Contest& contest, const torch::Tensor& train) {
  const torch::Tensor tuned = train.slice(0, 0, kTuned);
  const auto tuned_clean = to_grey_images(tuned),
             tuned_noisy = to_grey_images(spoiled(tuned, contest.noise)),
             noisy = to_grey_images(contest.noisy);
  contest.scores.add("noisy", noisy);
  for (auto family : {median_filters(), gaussian_filters(), non_local_means_filters(),
                      total_variation_filters(), cosine_filters()}) {
    if (contest.noise.corruption.kind == Corruption::kPoisson) {
      const auto more = stabilised(family, contest.noise.corruption.level);
      family.insert(family.end(), more.begin(), more.end());
    }
    const ImageFilter filter = best_filter(family, tuned_noisy, tuned_clean);
    std::vector<cv::Mat> results(noisy.size());
    std::transform(noisy.begin(), noisy.end(), results.begin(), filter.apply);
    contest.add(filter.name, results);
  }
}

void try_network(Contest& contest, const std::string& name, Autoencoder& network) {
  const torch::NoGradGuard no_grad;
  contest.add(name, to_grey_images(network.forward(contest.noisy).output));
}

void compare(const Images& images, const std::vector<Noise>& kind, const Settings& settings) {
  std::vector<Contest> contests;
  for (const Noise& noise : kind) {
    contests.emplace_back(noise, images);
    try_filters(contests.back(), images.train);
  }
  for (int seed = 1; seed <= settings.seeds; ++seed) {
    for (Contest& contest : contests) {
      torch::manual_seed(seed);
      const auto network =
          trained(options_of("gondara", {Corruption::kNone}), images.train, settings,
                  [&](const torch::Tensor& batch) { return spoiled(batch, contest.noise); });
      try_network(contest, "Gondara's autoencoder", *network);
    }
    torch::manual_seed(seed);
    CorruptionOptions any = kind.back().corruption;
    any.level *= kBeyond;
    Settings longer = settings;
    longer.steps *= static_cast<int>(kind.size());
    const auto network = trained(options_of("residual-denoiser", any), images.train, longer,
                                 [](const torch::Tensor& batch) { return batch; });
    for (Contest& contest : contests) try_network(contest, "residual denoiser", *network);
  }
  for (const Contest& contest : contests) {
    write_zoomed(contest.rows, /*zoom=*/2, settings.output / (contest.noise.name + ".png"));
    std::cout << contest.noise.name << "\n" << contest.scores.table() << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  Settings settings;
  if (argc > 2) settings.output = argv[2];
  if (argc > 3) settings.steps = std::atoi(argv[3]);
  if (argc > 4) settings.seeds = std::atoi(argv[4]);
  settings.bfloat16 = argc > 5 && std::strcmp(argv[5], "bfloat16") == 0;
  if (argc < 2 || argc > 6 || (argc > 5 && !settings.bfloat16) || settings.steps < 1 ||
      settings.seeds < 1) {
    std::cerr << kUsage;
    return 2;
  }
  set_up_machine(static_cast<int>(std::thread::hardware_concurrency()));
  try {
    const Images images = read_images(argv[1]);
    std::cout << images.train.size(0) << " training and " << images.test.size(0)
              << " test images\nPictures, from above: clean, noisy, median, Gaussian, non-local "
                 "means, total variation, cosine transforms, Gondara's autoencoder, residual "
                 "denoiser\n\n";
    for (const auto& kind : kNoises) compare(images, kind, settings);
  } catch (const Error& error) {
    std::cerr << "denoise_images: " << error.what() << "\n";
    return 1;
  }
}
