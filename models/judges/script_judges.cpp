#include "models/judges/script_judges.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <utility>
#include <vector>

#include "models/device.hpp"
#include "models/judges/script_net.hpp"
#include "src/core/error.hpp"
#include "src/face/judge_crop.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Kind = DnnDescription::Kind;

// Photographs' crops a call: some of these networks look at 224 pixels.
constexpr std::size_t kAtOnce = 16;

ScriptNet net_of(Kind kind, const fs::path& file) {
  ScriptNet net(file);
  if (net.description().kind == kind) return net;
  throw Error(file, kind == Kind::kGender ? "is a matcher; give it with --matcher"
                                          : "is a gender classifier; give it with --classifier");
}

class ScriptGenderJudge : public GenderJudge {
 public:
  explicit ScriptGenderJudge(const fs::path& file) : net_(net_of(Kind::kGender, file)) {}

  torch::Tensor forward(const torch::Tensor& chips) override {
    return net_.logit(net_(net_.cut(chips)));
  }
  void to(torch::Device device, bool non_blocking) override {
    Module::to(device, non_blocking);
    net_.to(device);
  }

 private:
  ScriptNet net_;
};

class ScriptMatcher : public EmbeddingNet {
 public:
  explicit ScriptMatcher(const fs::path& file) : net_(net_of(Kind::kMatcher, file)) {}

  Output describe(const torch::Tensor& chips) override { return {{}, net_(net_.cut(chips))}; }
  void to(torch::Device device, bool non_blocking) override {
    Module::to(device, non_blocking);
    net_.to(device);
  }

 private:
  ScriptNet net_;
};

/// A network that is asked about faces in their photographs.
class AskedNet {
 public:
  AskedNet(const fs::path& file, Kind kind, const Device& device)
      : net_(net_of(kind, file)), device_(torch_device(device)) {
    net_.to(device_);
  }

  ScriptNet& net() { return net_; }
  const DnnDescription& description() const { return net_.description(); }

  /// Its outputs [N, d], on the CPU.
  torch::Tensor operator()(const std::vector<FaceView>& faces) {
    const torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> outputs;
    std::vector<cv::Mat> crops;
    for (std::size_t i = 0; i < faces.size(); ++i) {
      crops.push_back(cut_for_judge(faces[i], description()));
      if (crops.size() < kAtOnce && i + 1 < faces.size()) continue;
      outputs.push_back(net_(to_batch(crops).to(device_)).to(torch::kCPU, torch::kFloat32));
      crops.clear();
    }
    return torch::cat(outputs);
  }

 private:
  ScriptNet net_;
  c10::Device device_;
};

class ScriptGenderClassifier : public GenderClassifier {
 public:
  ScriptGenderClassifier(const fs::path& file, const Device& device)
      : ask_(file, Kind::kGender, device) {}

  std::string name() const override { return ask_.description().name; }

  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    if (faces.empty()) return {};
    const torch::Tensor p =
        torch::sigmoid(ask_.net().logit(ask_(faces))).to(torch::kDouble).contiguous();
    return {p.data_ptr<double>(), p.data_ptr<double>() + p.size(0)};
  }

 private:
  AskedNet ask_;
};

class ScriptFaceMatcher : public FaceMatcher {
 public:
  ScriptFaceMatcher(const fs::path& file, const Device& device)
      : ask_(file, Kind::kMatcher, device) {}

  std::string name() const override { return ask_.description().name; }

  cv::Mat embed(const std::vector<FaceView>& faces) override {
    if (faces.empty()) return {};
    torch::Tensor e = ask_(faces);
    if (ask_.description().cosine) e = unit_length(e);
    e = e.contiguous();
    return cv::Mat(static_cast<int>(e.size(0)), static_cast<int>(e.size(1)), CV_32F,
                   e.data_ptr<float>())
        .clone();
  }

  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return ask_.description().cosine ? left.dot(right) : -cv::norm(left, right, cv::NORM_L2);
  }

 private:
  AskedNet ask_;
};

}  // namespace

std::shared_ptr<GenderJudge> load_script_gender_judge(const fs::path& file) {
  return std::make_shared<ScriptGenderJudge>(file);
}

std::shared_ptr<EmbeddingNet> load_script_matcher(const fs::path& file) {
  return std::make_shared<ScriptMatcher>(file);
}

std::unique_ptr<GenderClassifier> make_script_gender_classifier(const fs::path& file,
                                                                const Device& device) {
  return std::make_unique<ScriptGenderClassifier>(file, device);
}

std::unique_ptr<FaceMatcher> make_script_face_matcher(const fs::path& file, const Device& device) {
  return std::make_unique<ScriptFaceMatcher>(file, device);
}

}  // namespace antifaz
