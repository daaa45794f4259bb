#include <cmath>

#include "src/face/dlib_net.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {
namespace {

// The network of Antipov et al. 2016 ("Minimalistic CNN-based ensemble model for gender
// prediction") in the variant that dlib-models publishes. Batch normalisation is folded into
// `affine` and dropout into `multiply`, as dlib does for inference.
template <int filters, typename Below>
using Convolution = dlib::relu<dlib::affine<dlib::con<filters, 3, 3, 1, 1, Below>>>;
template <int filters, typename Below>
using Stage = dlib::avg_pool<2, 2, 2, 2, Convolution<filters, Convolution<filters, Below>>>;
using Features = Stage<64, Stage<32, dlib::input_rgb_image_sized<32>>>;
using Network = dlib::loss_multiclass_log<
    dlib::fc<2, dlib::multiply<dlib::relu<dlib::fc<16, dlib::multiply<Features>>>>>>;

constexpr int kSize = 32;
constexpr double kPadding = 0.2;  // dlib's default

class DlibGenderClassifier : public GenderClassifier {
 public:
  explicit DlibGenderClassifier(const std::string& file) {
    load_dlib_net(file, "dlib's dnn_gender_classifier_v1.dat", network_);
  }

  std::string name() const override { return "dlib-gender"; }

  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    std::vector<double> result(faces.size());
    forward_in_batches(network_, faces, kSize, kPadding, [&](std::size_t i, const float* logits) {
      result[i] = 1 / (1 + std::exp(static_cast<double>(logits[0]) - logits[1]));
    });
    return result;
  }

 private:
  Network network_;
};

}  // namespace

std::unique_ptr<GenderClassifier> make_dlib_gender_classifier(const std::string& file) {
  return std::make_unique<DlibGenderClassifier>(file);
}

}  // namespace antifaz
