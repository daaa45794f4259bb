#include "pipelines/training/trainer.hpp"

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <chrono>
#include <cmath>
#include <optional>

#include "pipelines/training/best_weights.hpp"
#include "pipelines/training/checkpoint.hpp"
#include "pipelines/training/run_curves.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kLogEvery =
    20;  // steps; checkpoints fall on these too, so curves resume exactly

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Mean of the loss parts since the last record.
class RunningMean {
 public:
  void add(const NamedValues& values) {
    if (sums_.empty()) {
      sums_ = values;
    } else {
      for (std::size_t i = 0; i < values.size(); ++i) sums_[i].second += values[i].second;
    }
    ++count_;
  }

  NamedValues take() {
    for (auto& [name, sum] : sums_) sum /= count_;
    count_ = 0;
    return std::exchange(sums_, {});
  }

 private:
  NamedValues sums_;
  int count_ = 0;
};

double learning_rate_at(std::int64_t step, std::int64_t steps, double peak) {
  const double warmup = std::max(1.0, 0.03 * static_cast<double>(steps));
  if (static_cast<double>(step) < warmup) return peak * static_cast<double>(step + 1) / warmup;
  const double progress =
      (static_cast<double>(step) - warmup) / std::max(1.0, static_cast<double>(steps) - warmup);
  return peak * 0.5 * (1 + std::cos(M_PI * progress));
}

/// One seed a step or an epoch, unrelated to its neighbours' (splitmix64).
std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t counter) {
  std::uint64_t z = seed + (counter + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

/// One training run: the state that its steps share.
class Run {
 public:
  Run(Objective& objective, const TrainerOptions& options, Observer& observer)
      : objective_(objective),
        options_(options),
        observer_(observer),
        batch_(static_cast<std::int64_t>(std::min(objective.batch(), objective.size()))),
        steps_per_epoch_(static_cast<std::int64_t>(objective.size()) / batch_),
        steps_(steps_per_epoch_ * options.epochs),
        optimizer_(
            trainable(),
            torch::optim::AdamWOptions(options.learning_rate).weight_decay(options.weight_decay)) {
    start();
    const std::filesystem::path none;
    if (options.patience > 0) {
      best_.emplace(objective.module(), keeps() ? options.folder / "best.pt" : none);
    }
  }

  TrainReport finish() {
    std::optional<Curves> curves;
    if (keeps()) curves.emplace(options_.folder, step_);
    const auto begin = Clock::now();
    auto saved = begin;
    const std::int64_t first = step_;
    RunningMean means;
    objective_.module().train();
    NamedValues validation;
    while (step_ < steps_ && !out_of_patience()) {
      means.add(take_step());
      ++step_;
      const bool epoch_done = step_ % steps_per_epoch_ == 0;
      if (step_ % kLogEvery == 0 || epoch_done) {
        const NamedValues values = means.take();
        if (curves) curves->add(step_, "train", values);
        tell(values, first, begin);
      }
      if (epoch_done) {
        validation = validate();
        if (curves) curves->add(step_, "validation", validation);
        if (best_ && !validation.empty()) {
          best_->offer(objective_.module(), validation.front().second, step_ / steps_per_epoch_);
        }
      }
      const bool due =
          step_ % kLogEvery == 0 && seconds_since(saved) > 60 * options_.checkpoint_minutes;
      if (keeps() && (epoch_done || due)) {
        checkpoint().save(objective_.state(), optimizer_, step_, fingerprint());
        saved = Clock::now();
      }
    }
    if (best_) best_->restore(objective_.module());
    if (best_ || validation.empty()) validation = validate();  // or resumed after the last step
    return {step_, validation, seconds_since(begin)};
  }

 private:
  std::vector<torch::Tensor> trainable() {
    std::vector<torch::Tensor> parameters;
    for (const torch::Tensor& p : objective_.module().parameters()) {
      if (p.requires_grad()) parameters.push_back(p);
    }
    return parameters;
  }

  bool out_of_patience() const {
    return best_ && best_->epochs_since(step_ / steps_per_epoch_) >= options_.patience;
  }

  bool keeps() const { return !options_.folder.empty(); }

  Checkpoint checkpoint() const { return {options_.folder / "checkpoint.pt"}; }

  std::string fingerprint() const {
    return "seed " + std::to_string(options_.seed) + ", " + std::to_string(steps_) + " steps of " +
           std::to_string(batch_) + ", learning rate " + std::to_string(options_.learning_rate) +
           (options_.patience > 0 ? ", patience " + std::to_string(options_.patience) : "");
  }

  void start() {
    if (!keeps()) return;
    if (options_.resume) {
      if (!checkpoint().exists()) {
        throw Error(checkpoint().file, "no checkpoint to resume from; leave --resume out to start");
      }
      step_ = checkpoint().load(objective_.state(), optimizer_, fingerprint());
      return;
    }
    if (checkpoint().exists() || std::filesystem::exists(options_.folder / "metrics.jsonl")) {
      throw Error(options_.folder,
                  "holds a training run already; add --resume to go on with it, or "
                  "choose another folder");
    }
    std::error_code error;
    std::filesystem::create_directories(options_.folder, error);
    if (error) throw Error(options_.folder, "can't be made: " + error.message());
  }

  NamedValues take_step() {
    const std::int64_t epoch = step_ / steps_per_epoch_, at = step_ % steps_per_epoch_;
    if (epoch != epoch_) {
      torch::manual_seed(derived_seed(options_.seed, static_cast<std::uint64_t>(epoch) << 32));
      order_ = torch::randperm(static_cast<std::int64_t>(objective_.size()), torch::kInt64);
      epoch_ = epoch;
    }
    torch::manual_seed(derived_seed(options_.seed, static_cast<std::uint64_t>(step_)));
    for (auto& group : optimizer_.param_groups()) {
      static_cast<torch::optim::AdamWOptions&>(group.options())
          .lr(options_.constant_rate ? options_.learning_rate
                                     : learning_rate_at(step_, steps_, options_.learning_rate));
    }
    optimizer_.zero_grad();
    const Objective::Loss loss =
        objective_.loss(order_.slice(0, at * batch_, (at + 1) * batch_), epoch);
    const double total = loss.total.item<double>();
    if (!std::isfinite(total)) {
      throw Error("the loss is no longer a number at step " + std::to_string(step_) +
                  "; train again with a smaller --learning-rate");
    }
    loss.total.backward();
    torch::nn::utils::clip_grad_norm_(trainable(), options_.clip_norm);
    optimizer_.step();
    NamedValues values{{"loss", total}};
    values.insert(values.end(), loss.parts.begin(), loss.parts.end());
    return values;
  }

  NamedValues validate() {
    const torch::NoGradGuard no_grad;
    objective_.module().eval();
    NamedValues values = objective_.validate();
    objective_.module().train();
    return values;
  }

  void tell(const NamedValues& values, std::int64_t first, Clock::time_point begin) {
    Progress progress;
    progress.stage = "epoch " + std::to_string((step_ - 1) / steps_per_epoch_ + 1) + "/" +
                     std::to_string(options_.epochs);
    progress.done = static_cast<std::size_t>(step_ * batch_);
    progress.total = static_cast<std::size_t>(steps_ * batch_);
    const double seconds = seconds_since(begin);
    progress.per_second = static_cast<double>((step_ - first) * batch_) / seconds;
    progress.seconds_left =
        static_cast<double>(progress.total - progress.done) / progress.per_second;
    progress.values = values;
    observer_.progress(progress);
  }

  Objective& objective_;
  TrainerOptions options_;
  Observer& observer_;
  std::int64_t batch_, steps_per_epoch_, steps_;
  torch::optim::AdamW optimizer_;
  std::optional<BestWeights> best_;
  std::int64_t step_ = 0, epoch_ = -1;
  torch::Tensor order_;
};

}  // namespace

TrainReport train(Objective& objective, const TrainerOptions& options, Observer& observer) {
  if (objective.size() == 0) throw Error("there is nothing to train on");
  return Run(objective, options, observer).finish();
}

}  // namespace antifaz
