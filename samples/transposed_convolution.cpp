// What a transposed convolution is, and why decoders that upsample first paint no checkerboards
// (Dumoulin and Visin 2016; Odena, Dumoulin and Olah 2016).
//
//   transposed_convolution [IMAGE_FOLDER [OUTPUT_FOLDER]]
//
// Two autoencoders with the same encoder, the same number of parameters and the same training on
// the same images (by default the faces of this folder) differ only in how they double the
// resolution.

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/upsampling.h>
#include <torch/optim/adam.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <iostream>
#include <thread>

#include "models/machine.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/convolution_arithmetic.hpp"
#include "samples/grey_images.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"

namespace {

constexpr char kUsage[] = "usage: transposed_convolution [IMAGE_FOLDER [OUTPUT_FOLDER]]\n";

using namespace antifaz;
namespace nn = torch::nn;

constexpr int kSide = 64, kMostImages = 500, kBatch = 32, kSteps = 300, kShown = 8;

/// Lesson 1: sizes, and the same numbers by an ordinary convolution.
void compare_with_zero_stuffing() {
  TextTable table(
      {"kernel", "stride", "padding", "8 becomes", "s(n-1)+k-2p", "largest difference"});
  for (const ConvolutionAxis axis : {ConvolutionAxis{2, 2, 0}, {3, 2, 1}, {4, 2, 1}, {5, 3, 2}}) {
    const auto x = torch::randn({1, 4, 8, 8}), w = torch::randn({4, 2, axis.kernel, axis.kernel});
    const auto y = torch::conv_transpose2d(x, w, {}, axis.stride, axis.padding);
    const auto difference = (transposed_by_zero_stuffing(x, w, axis) - y).abs().max();
    table.add_row({std::to_string(axis.kernel), std::to_string(axis.stride),
                   std::to_string(axis.padding), std::to_string(y.size(3)),
                   std::to_string(transposed_size(8, axis)),
                   significant(difference.item<double>(), 6)});
  }
  std::cout << "A transposed convolution is a convolution of the zero-stuffed input:\n\n"
            << table.str() << "\n";
}

/// 64x64 -> 16x16 with 32 channels.
nn::Sequential encoder() {
  return nn::Sequential(nn::Conv2d(nn::Conv2dOptions(1, 16, 3).stride(2).padding(1)), nn::ReLU(),
                        nn::Conv2d(nn::Conv2dOptions(16, 32, 3).stride(2).padding(1)), nn::ReLU());
}

nn::Sequential transposing(nn::Sequential net) {
  const auto doubling = [](int in, int out) {
    return nn::ConvTranspose2d(
        nn::ConvTranspose2dOptions(in, out, 3).stride(2).padding(1).output_padding(1));
  };
  net->push_back(doubling(32, 16));
  net->push_back(nn::ReLU());
  net->push_back(doubling(16, 1));
  return net;
}

nn::Sequential upsampling(nn::Sequential net) {
  const auto doubling = nn::UpsampleOptions().scale_factor(std::vector<double>{2, 2});
  net->push_back(nn::Upsample(doubling));
  net->push_back(nn::Conv2d(nn::Conv2dOptions(32, 16, 3).padding(1)));
  net->push_back(nn::ReLU());
  net->push_back(nn::Upsample(doubling));
  net->push_back(nn::Conv2d(nn::Conv2dOptions(16, 1, 3).padding(1)));
  return net;
}

void train(nn::Sequential& net, const torch::Tensor& images, int steps) {
  torch::optim::Adam optimizer(net->parameters(), 2e-3);
  for (int step = 0; step < steps; ++step) {
    const auto batch =
        images.index_select(0, torch::randint(images.size(0), {kBatch}, torch::kLong));
    optimizer.zero_grad();
    torch::mse_loss(net->forward(batch), batch).backward();
    optimizer.step();
  }
}

/// Lesson 2: the checkerboard, before training and after.
void compare_decoders(const torch::Tensor& images, const std::filesystem::path& output) {
  TextTable table({"decoder", "steps", "mean squared error", "checkerboard score"});
  std::vector<torch::Tensor> rows{images.slice(0, 0, kShown)};
  const auto report = [&](const std::string& name, int steps, const torch::Tensor& decoded) {
    table.add_row({name, std::to_string(steps),
                   fixed(torch::mse_loss(decoded, images).item<double>(), 5),
                   fixed(checkerboard_score(decoded, 4), 2)});
  };
  report("the images themselves", 0, images);
  for (const bool transpose : {true, false}) {
    torch::manual_seed(1);
    nn::Sequential net = transpose ? transposing(encoder()) : upsampling(encoder());
    int done = 0;
    for (const int steps : {0, kSteps / 20, kSteps}) {
      train(net, images, steps - done);
      done = steps;
      const torch::NoGradGuard no_grad;
      const torch::Tensor decoded = net->forward(images);
      report(transpose ? "transposed convolution" : "upsample + convolution", steps, decoded);
      if (steps > 0) rows.push_back(decoded.slice(0, 0, kShown));
    }
  }
  write_zoomed(rows, /*zoom=*/2, output / "checkerboard.png");
  std::cout << "Power at multiples of 1/4 cycles a pixel over that of their surroundings:\n\n"
            << table.str() << "\nPicture (images; transposed after " << kSteps / 20 << " and "
            << kSteps << " steps; upsampled after as many): " << output / "checkerboard.png"
            << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  set_up_machine(static_cast<int>(std::thread::hardware_concurrency()));
  try {
    compare_with_zero_stuffing();
    Manifest faces = list_folder(argc > 1 ? argv[1] : "samples/faces");
    if (faces.rows.size() > kMostImages) faces.rows.resize(kMostImages);
    compare_decoders(read_grey_squares(faces, kSide),
                     argc > 2 ? argv[2] : "out/transposed_convolution");
  } catch (const Error& error) {
    std::cerr << "transposed_convolution: " << error.what() << "\n";
    return 1;
  }
}
