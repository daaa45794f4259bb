// Finds the part of an aligned chip at which weights of the 2018 network work best: for each frame
// (zoom, down), what the OP output does to a gender classifier and a matcher.
//
//   san2018_frames WEIGHTS PROTOTYPES CLASSIFIER MATCHER CHIPS_FOLDER [EVERY_NTH]

#include <torch/types.h>
#include <torch/utils.h>

#include <cstdio>
#include <iostream>

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_net.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018_fast.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/core/error.hpp"
#include "src/data/manifest.hpp"
#include "src/tensors/face_dataset.hpp"
#include "src/tensors/image_tensor.hpp"

namespace {

using namespace antifaz;

constexpr int64_t kBatch = 32;

Manifest every_nth(const Manifest& manifest, std::size_t n) {
  Manifest some{manifest.folder, {}, {}};
  for (std::size_t i = 0; i < manifest.rows.size(); i += n) some.rows.push_back(manifest.rows[i]);
  return some;
}

/// The chips (uint8, grey as RGB) with the frame replaced by the OP output.
torch::Tensor opposite(const San2018Fast& net, const torch::Tensor& prototypes,
                       const FaceDataset& faces, const San2018Frame& frame) {
  const torch::Tensor framed = to_frame(prototypes, frame);
  std::vector<torch::Tensor> parts;
  for (int64_t begin = 0; begin < faces.labels.size(0); begin += kBatch) {
    const int64_t end = std::min(faces.labels.size(0), begin + kBatch);
    const torch::Tensor chips = luma_of(to_unit_range(faces.chips.slice(0, begin, end)));
    const torch::Tensor labels = faces.labels.slice(0, begin, end);
    const torch::Tensor grey = to_frame(chips, frame);
    const torch::Tensor output =
        net.forward(grey, framed.index_select(0, labels), {framed.index_select(0, 1 - labels)})[0];
    const torch::Tensor result = (chips + from_frame(output - grey, frame)).clamp(0, 1);
    parts.push_back(result.mul(255).round().to(torch::kUInt8).expand({-1, 3, -1, -1}));
  }
  return torch::cat(parts);
}

void search(char** argv, std::size_t nth) {
  const torch::NoGradGuard no_grad;
  at::set_num_threads(2);
  const San2018Fast net(load_san2018(argv[1]), torch::kFloat);
  const torch::Tensor prototypes = load_prototypes(argv[2]);
  GenderNet classifier = load_gender_net(argv[3]);
  const auto matcher = load_embedding_net(argv[4]);
  const FaceDataset faces = load_faces({every_nth(read_manifest(argv[5]), nth)}).labelled();
  const torch::Tensor grey = luma_of(to_unit_range(faces.chips))
                                 .mul(255)
                                 .round()
                                 .to(torch::kUInt8)
                                 .expand({-1, 3, -1, -1});
  const torch::Tensor known = embeddings_of(*matcher, grey, torch::kCPU);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it takes minutes: show each row when it is there
  std::printf("%zu faces; grey originals: AUC %.3f\nzoom  down  AUC of OP  cosine  PSNR dB\n",
              faces.size(),
              gender_auc(gender_logits(*classifier, grey, torch::kCPU), faces.labels));
  for (const double zoom : {0.85, 0.95, 1.05, 1.2}) {
    for (const double down : {-12., -4., 4., 12.}) {
      const torch::Tensor chips = opposite(net, prototypes, faces, {zoom, down});
      const torch::Tensor seen = embeddings_of(*matcher, chips, torch::kCPU);
      const double auc = gender_auc(gender_logits(*classifier, chips, torch::kCPU), faces.labels);
      const double error =
          (chips.to(torch::kFloat32) - grey.to(torch::kFloat32)).square().mean().item<double>();
      std::printf("%.2f  %4.0f      %.3f   %.3f    %.1f\n", zoom, down, auc,
                  (seen * known).sum(1).mean().item<double>(), 10 * std::log10(255 * 255 / error));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: san2018_frames WEIGHTS PROTOTYPES CLASSIFIER MATCHER CHIPS [EVERY_NTH]\n";
    return 2;
  }
  try {
    search(argv, argc > 6 ? std::stoul(argv[6]) : 40);
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
