#include "models/judges/network_judges.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/device.hpp"
#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_net.hpp"
#include "models/judges/script_card.hpp"
#include "models/judges/script_judges.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr int64_t kCpuBatch = 16;  // what its caches hold: twice as fast as all at once

/// What `ask` says of the faces' chips, [N, ...] on the CPU.
template <typename Ask>
torch::Tensor answers(Ask ask, const std::vector<FaceView>& faces, c10::Device device) {
  std::vector<cv::Mat> chips;
  chips.reserve(faces.size());
  for (const FaceView& face : faces) {
    chips.push_back(face.chip.empty() ? cut_chip(face.bgr, chip_transform(face.landmarks))
                                      : face.chip);
  }
  const torch::NoGradGuard no_grad;
  const torch::Tensor batch = to_batch(chips);
  std::vector<torch::Tensor> parts;
  for (const torch::Tensor& some : batch.split(device.is_cpu() ? kCpuBatch : batch.size(0))) {
    parts.push_back(ask(some.to(device)).cpu());
  }
  return torch::cat(parts);
}

class NetworkGenderClassifier : public GenderClassifier {
 public:
  NetworkGenderClassifier(std::shared_ptr<GenderJudge> net, c10::Device device, std::string name)
      : net_(std::move(net)), device_(device), name_(std::move(name)) {
    net_->to(device_);
  }

  std::string name() const override { return name_; }

  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    if (faces.empty()) return {};
    const auto ask = [&](const torch::Tensor& chips) { return net_->forward(chips); };
    const torch::Tensor p =
        torch::sigmoid(answers(ask, faces, device_)).to(torch::kDouble).contiguous();
    return {p.data_ptr<double>(), p.data_ptr<double>() + p.size(0)};
  }

 private:
  std::shared_ptr<GenderJudge> net_;
  c10::Device device_;
  std::string name_;
};

class NetworkFaceMatcher : public FaceMatcher {
 public:
  NetworkFaceMatcher(std::shared_ptr<EmbeddingNet> net, c10::Device device, std::string name,
                     MatcherViews views)
      : net_(std::move(net)), device_(device), name_(std::move(name)), views_(views) {
    net_->to(device_);
  }

  std::string name() const override { return name_; }

  /// Of length 1; the face's and its mirror image's together are their sum.
  cv::Mat embed(const std::vector<FaceView>& faces) override {
    if (faces.empty()) return {};
    const auto ask = [&](const torch::Tensor& chips) {
      const torch::Tensor own = unit_length(net_->forward(chips));
      if (views_ == MatcherViews::kFace) return own;
      return own + unit_length(net_->forward(chips.flip(3)));
    };
    const torch::Tensor e = unit_length(answers(ask, faces, device_)).contiguous();
    return cv::Mat(static_cast<int>(e.size(0)), static_cast<int>(e.size(1)), CV_32F,
                   e.data_ptr<float>())
        .clone();
  }

  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return left.dot(right);
  }

 private:
  std::shared_ptr<EmbeddingNet> net_;
  c10::Device device_;
  std::string name_;
  MatcherViews views_;
};

}  // namespace

std::unique_ptr<GenderClassifier> make_network_gender_classifier(const std::filesystem::path& file,
                                                                 const Device& device,
                                                                 const std::string& name) {
  if (is_script(file)) return make_script_gender_classifier(file, device);
  return std::make_unique<NetworkGenderClassifier>(load_gender_net(file).ptr(),
                                                   torch_device(device), name);
}

std::unique_ptr<FaceMatcher> make_network_face_matcher(const std::filesystem::path& file,
                                                       const Device& device,
                                                       const std::string& name,
                                                       MatcherViews views) {
  if (is_script(file)) return make_script_face_matcher(file, device);
  return std::make_unique<NetworkFaceMatcher>(load_embedding_net(file), torch_device(device), name,
                                              views);
}

}  // namespace antifaz
