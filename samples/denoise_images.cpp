// A convolutional denoising autoencoder against filters, as in "Medical image denoising using
// convolutional denoising autoencoders" (Gondara 2016).
//
//   denoise_images IMAGE_FOLDER [OUTPUT_FOLDER [STEPS]]
//
// Images become 64x64 grey. Where the folder's manifest has a column `split`, its `test` rows are
// the test images; else a seeded tenth of the subjects. Filters get the strength that is best on
// training images; the network is trained on pairs of noisy and clean ones, once for each noise.

#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <iostream>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "models/autoencoders/corruption.hpp"
#include "models/autoencoders/gondara.hpp"
#include "models/machine.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/classical_denoising.hpp"
#include "samples/grey_images.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"
#include "src/tensors/image_tensor.hpp"

namespace {

constexpr char kUsage[] = "usage: denoise_images IMAGE_FOLDER [OUTPUT_FOLDER [STEPS]]\n";

using namespace antifaz;

constexpr int kSide = 64, kBatch = 10, kShown = 8;
constexpr std::size_t kMostTrain = 1500, kMostTest = 150, kTuned = 20;

struct Noise {
  std::string name;
  CorruptionOptions corruption;
};

/// The paper's strengths. Its Poisson noise is independent of the image; this one counts photons,
/// with the same deviation at middle grey.
const std::vector<Noise> kNoises{{"Gaussian 0.1", {Corruption::kGaussian, 0.1}},
                                 {"Gaussian 0.5", {Corruption::kGaussian, 0.5}},
                                 {"Poisson, 12.5 photons", {Corruption::kPoisson, 0.08}},
                                 {"Poisson, 2.5 photons", {Corruption::kPoisson, 0.4}}};

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
  return corrupt(clean, noise.corruption).clamp(0, 1);
}

std::vector<cv::Mat> to_grey_images(const torch::Tensor& images) {
  std::vector<cv::Mat> result;
  for (const torch::Tensor& image : images.unbind(0)) {
    cv::Mat grey;
    cv::extractChannel(to_image(image.expand({3, -1, -1}).contiguous()), grey, 0);
    result.push_back(grey);
  }
  return result;
}

torch::Tensor to_tensor_batch(const std::vector<cv::Mat>& images) {
  std::vector<torch::Tensor> result;
  for (const cv::Mat& image : images) {
    result.push_back(torch::from_blob(image.data, {1, image.rows, image.cols}, torch::kUInt8)
                         .to(torch::kFloat32)
                         .div(255));
  }
  return torch::stack(result);
}

GondaraAutoencoder trained(const torch::Tensor& clean, const Noise& noise, int steps) {
  torch::manual_seed(1);
  GondaraAutoencoder network({1, kSide, kSide});
  torch::optim::Adam optimizer(network.parameters());
  for (int step = 0; step < steps; ++step) {
    const double progress = static_cast<double>(step) / steps;
    for (auto& group : optimizer.param_groups()) {
      group.options().set_lr(1e-3 * std::min(1.0, 3 * (1 - progress)));  // level, then to zero
    }
    const auto batch = clean.index_select(0, torch::randint(clean.size(0), {kBatch}, torch::kLong));
    optimizer.zero_grad();
    network.loss(spoiled(batch, noise), batch).total.backward();
    optimizer.step();
  }
  network.eval();
  return network;
}

/// SSIM of every image.
std::vector<double> similarities(const std::vector<cv::Mat>& images,
                                 const std::vector<cv::Mat>& clean) {
  std::vector<double> values;
  for (std::size_t i = 0; i < clean.size(); ++i)
    values.push_back(mean_ssim({images[i]}, {clean[i]}));
  return values;
}

void compare(const Images& images, const Noise& noise, int steps,
             const std::filesystem::path& output) {
  torch::manual_seed(2);
  const torch::Tensor noisy = spoiled(images.test, noise);
  const auto clean_files = to_grey_images(images.test), noisy_files = to_grey_images(noisy);
  const torch::Tensor tuned = images.train.slice(0, 0, kTuned);
  const auto tuned_clean = to_grey_images(tuned),
             tuned_noisy = to_grey_images(spoiled(tuned, noise));

  TextTable table({"noise", "method", "SSIM [95 % interval]"});
  std::vector<torch::Tensor> rows{images.test.slice(0, 0, kShown), noisy.slice(0, 0, kShown)};
  const auto report = [&](const std::string& method, const std::vector<cv::Mat>& results) {
    table.add_row(
        {noise.name, method, with_interval(mean_figure(similarities(results, clean_files)), 3)});
  };
  report("noisy", noisy_files);
  for (const auto& family : {median_filters(), gaussian_filters(), non_local_means_filters()}) {
    const ImageFilter filter = best_filter(family, tuned_noisy, tuned_clean);
    std::vector<cv::Mat> results(noisy_files.size());
    std::transform(noisy_files.begin(), noisy_files.end(), results.begin(), filter.apply);
    report(filter.name, results);
    rows.push_back(to_tensor_batch(results).slice(0, 0, kShown));
  }
  GondaraAutoencoder network = trained(images.train, noise, steps);
  const torch::NoGradGuard no_grad;
  const torch::Tensor denoised = network.forward(noisy).output;
  report("denoising autoencoder", to_grey_images(denoised));
  rows.push_back(denoised.slice(0, 0, kShown));
  write_zoomed(rows, /*zoom=*/2, output / (noise.name + ".png"));
  std::cout << table.str() << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  if (argc < 2 || argc > 4) {
    std::cerr << kUsage;
    return 2;
  }
  set_up_machine(static_cast<int>(std::thread::hardware_concurrency()));
  try {
    const Images images = read_images(argv[1]);
    std::cout << images.train.size(0) << " training and " << images.test.size(0)
              << " test images\nPictures, from above: clean, noisy, median, Gaussian, non-local "
                 "means, autoencoder\n\n";
    for (const Noise& noise : kNoises) {
      compare(images, noise, argc > 3 ? std::atoi(argv[3]) : 400,
              argc > 2 ? argv[2] : "out/denoise_images");
    }
  } catch (const Error& error) {
    std::cerr << "denoise_images: " << error.what() << "\n";
    return 1;
  }
}
