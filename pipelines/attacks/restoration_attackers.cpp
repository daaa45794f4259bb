#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/semi_adversarial/restoration_net.hpp"
#include "models/weights.hpp"
#include "pipelines/attacks/chip_training.hpp"
#include "pipelines/training/trainer.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kRestorationBatch = 16;
constexpr std::size_t kViews = 8000;
constexpr int64_t kScoringBatch = 64;

/// L1, which keeps edges, between the restored and the original face; faces mirrored at random.
class RestorationObjective : public Objective {
 public:
  RestorationObjective(RestorationNet net, torch::Tensor changed, torch::Tensor wanted,
                       torch::Device device)
      : net_(std::move(net)),
        changed_(std::move(changed)),
        wanted_(std::move(wanted)),
        device_(device) {
    net_->to(device_);
  }

  torch::nn::Module& module() override { return *net_; }
  std::size_t size() const override { return static_cast<std::size_t>(changed_.size(0)); }
  std::size_t batch() const override { return kRestorationBatch; }
  Loss loss(const torch::Tensor& rows, std::int64_t) override {
    const bool mirrored = torch::rand({1}).item<double>() < 0.5;
    const auto batch_of = [&](const torch::Tensor& chips) {
      const torch::Tensor batch = to_unit_range(chips.index_select(0, rows).to(device_));
      return mirrored ? batch.flip(3) : batch;
    };
    return {torch::l1_loss(net_->forward(batch_of(changed_)), batch_of(wanted_)), {}};
  }
  NamedValues validate() override { return {}; }

 private:
  RestorationNet net_;
  torch::Tensor changed_, wanted_;
  torch::Device device_;
};

/// The one restoration that several classifiers look at, for the same faces each.
class Restorer {
 public:
  explicit Restorer(const AttackTraining& training) : training_(training) {}

  void train(const AttackFaces& faces, const torch::Tensor& rows) {
    if (trained_on_.defined() && trained_on_.equal(rows)) return;
    torch::manual_seed(training_.seed);
    net_ = RestorationNet();
    to_channels_last(*net_);
    RestorationObjective objective(net_, faces.chips[kProtectedVersion].index_select(0, rows),
                                   faces.chips[kOriginalVersion].index_select(0, rows),
                                   training_.device);
    TrainerOptions options;
    options.epochs = epochs_for(objective.size(), kViews);
    options.seed = training_.seed;
    StageObserver observer(training_.observer, "restoration");
    antifaz::train(objective, options, observer);
    freeze(*net_);
    trained_on_ = rows;
    shown_[kProtectedVersion] = {};
  }

  /// What a classifier is shown: protected faces restored, originals as they are.
  const std::vector<FaceView>& views(const AttackFaces& faces, const torch::Tensor& rows,
                                     Version version) {
    Shown& shown = shown_[version];
    if (shown.rows.defined() && shown.rows.equal(rows)) return shown.views;
    shown = {rows, {}};
    for (const torch::Tensor& some : rows.split(kScoringBatch)) {
      const torch::Tensor chips = faces.chips[version].index_select(0, some);
      const torch::Tensor seen =
          version == kProtectedVersion ? restored(chips) : to_unit_range(chips);
      for (int64_t i = 0; i < seen.size(0); ++i) {
        shown.views.push_back({to_image(seen[i]), chip_template()});
      }
    }
    return shown.views;
  }

 private:
  struct Shown {
    torch::Tensor rows;
    std::vector<FaceView> views;
  };

  /// float32 [N, 3, S, S] in [0, 1] on the CPU.
  torch::Tensor restored(const torch::Tensor& chips) {
    const torch::NoGradGuard no_grad;
    return net_->forward(to_unit_range(chips.to(training_.device))).clamp(0, 1).cpu();
  }

  AttackTraining training_;
  RestorationNet net_{nullptr};
  torch::Tensor trained_on_;
  std::array<Shown, 2> shown_;  // by version
};

class RestorationAttacker : public Attacker {
 public:
  RestorationAttacker(std::shared_ptr<Restorer> restorer, GenderClassifier& classifier,
                      bool in_the_loop)
      : restorer_(std::move(restorer)), classifier_(classifier), in_the_loop_(in_the_loop) {}

  Description description() const override {
    return {"restored, then " + classifier_.name(), "restored", "gender", in_the_loop_,
            "denoising autoencoder trained on pairs, about 8,000 views (4 to 30 epochs)"};
  }

  void train(const AttackFaces& faces, const torch::Tensor& rows, Version version) override {
    if (version == kProtectedVersion) restorer_->train(faces, rows);
  }

  torch::Tensor scores(const AttackFaces& faces, const torch::Tensor& rows,
                       Version version) override {
    const std::vector<FaceView>& views = restorer_->views(faces, rows, version);
    std::vector<double> male;
    for (auto next = views.begin(); next != views.end();) {
      const auto end = next + std::min(kScoringBatch, views.end() - next);
      const std::vector<double> answers = classifier_.probability_male({next, end});
      male.insert(male.end(), answers.begin(), answers.end());
      next = end;
    }
    return torch::tensor(male, torch::kDouble);
  }

 private:
  std::shared_ptr<Restorer> restorer_;
  GenderClassifier& classifier_;
  bool in_the_loop_;
};

}  // namespace

std::vector<std::unique_ptr<Attacker>> make_restoration_attackers(
    const AttackTraining& training, const std::vector<GenderClassifier*>& classifiers,
    const std::vector<bool>& in_the_loop) {
  const auto restorer = std::make_shared<Restorer>(training);
  std::vector<std::unique_ptr<Attacker>> attackers;
  for (std::size_t i = 0; i < classifiers.size(); ++i) {
    attackers.push_back(
        std::make_unique<RestorationAttacker>(restorer, *classifiers[i], in_the_loop.at(i)));
  }
  return attackers;
}

}  // namespace antifaz
