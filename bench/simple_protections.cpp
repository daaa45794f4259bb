// What the generator must beat: two protections that need no training, for `antifaz evaluate` to
// judge.
//
//   simple_protections blur SIGMA INPUT OUTPUT LANDMARKS
//   simple_protections fgsm LEVELS INPUT OUTPUT LANDMARKS CLASSIFIER MANIFEST
//
// blur: a Gaussian of SIGMA pixels of the aligned face. fgsm: one step of LEVELS of 255 along the
// sign of CLASSIFIER's gradient towards the opposite of MANIFEST's label (Goodfellow, Shlens,
// Szegedy 2015). Both change the same faces as `antifaz anonymize` and put them back in the same
// way.

#include <torch/autograd.h>
#include <torch/types.h>

#include <iostream>
#include <opencv2/imgproc.hpp>
#include <string>

#include "models/judges/gender_net.hpp"
#include "models/judges/network_judges.hpp"
#include "pipelines/anonymize/anonymize.hpp"
#include "src/core/error.hpp"
#include "src/face/face.hpp"
#include "src/tensors/image_tensor.hpp"

namespace {

using namespace antifaz;

struct Blur : Protector {
  explicit Blur(double sigma) : sigma(sigma) {}

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    std::vector<cv::Mat> all;
    for (const FaceToChange& face : faces) {
      cv::Mat chip, blurred;
      face.chip.convertTo(chip, CV_32F);
      cv::GaussianBlur(chip, blurred, {}, sigma);
      all.push_back(blurred - chip);
    }
    return all;
  }

  double sigma;
};

struct Fgsm : Protector {
  Fgsm(double levels, const std::string& classifier)
      : step(levels / 255), net(load_gender_net(classifier)) {}

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    std::vector<cv::Mat> bgr;
    std::vector<float> wanted;
    for (const FaceToChange& face : faces) {
      bgr.push_back(face.chip);
      wanted.push_back(face.target == Target::kMale ? 1.0F : 0.0F);
    }
    const torch::Tensor chips = to_batch(bgr).requires_grad_();
    const torch::Tensor loss =
        torch::binary_cross_entropy_with_logits(net->forward(chips), torch::tensor(wanted));
    const torch::Tensor uphill = torch::autograd::grad({loss}, {chips})[0].sign();
    const torch::Tensor plain = chips.detach();
    return to_float_images((plain - step * uphill).clamp(0, 1) - plain);
  }

  double step;
  GenderNet net;
};

int protect(int argc, char** argv) {
  const std::string kind = argv[1];
  AnonymizeOptions options;
  options.inputs = {argv[3]};
  options.output = argv[4];
  const auto detector = make_hog_detector(argv[5]);
  Observer quiet;
  std::unique_ptr<Protector> protector;
  std::unique_ptr<GenderClassifier> labeller;  // of faces that the manifest does not label
  Manifest labels;
  if (kind == "blur") {
    options.mode = Mode::kNeutral;
    protector = std::make_unique<Blur>(std::stod(argv[2]));
  } else {
    labels = read_manifest(argv[argc - 1]);
    options.labels = &labels;
    options.mode = Mode::kOpposite;
    protector = std::make_unique<Fgsm>(std::stod(argv[2]), argv[6]);
    labeller = make_network_gender_classifier(argv[6], {}, "labeller");
  }
  const AnonymizeReport report = anonymize(options, *detector, *protector, labeller.get(), quiet);
  std::cout << report.count(OutcomeKind::kProtected) << " of " << report.photographs()
            << " photographs changed\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool blur = argc == 6 && std::string(argv[1]) == "blur";
  const bool fgsm = argc == 8 && std::string(argv[1]) == "fgsm";
  if (!blur && !fgsm) {
    std::cerr
        << "usage: simple_protections blur SIGMA INPUT OUTPUT LANDMARKS\n"
           "       simple_protections fgsm LEVELS INPUT OUTPUT LANDMARKS CLASSIFIER MANIFEST\n";
    return 2;
  }
  try {
    return protect(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
