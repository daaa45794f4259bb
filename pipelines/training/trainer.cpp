#include "pipelines/training/trainer.hpp"

#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <chrono>
#include <cmath>
#include <optional>

#include "pipelines/measured_figures.hpp"
#include "pipelines/training/best_epoch.hpp"
#include "pipelines/training/checkpoint.hpp"
#include "pipelines/training/run_curves.hpp"
#include "pipelines/training/run_folder.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kLogEvery =
    20;  // steps; checkpoints fall on these too, so curves resume exactly

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

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
      best_.emplace(objective.module(), keeps() ? options.folder / kBestEpochFile : none);
    }
    if (keeps()) curves_.emplace(options.folder, at_.step);
  }

  TrainReport finish() {
    first_ = at_.step;
    objective_.module().train();
    while (!done()) {
      at_.means.add(take_step());
      ++at_.step;
      const bool epoch_done = at_.step % steps_per_epoch_ == 0;
      const bool logs = at_.step % kLogEvery == 0 || epoch_done;
      if (logs) record();
      if (epoch_done) end_epoch();
      if (epoch_done || (logs && seconds_since(saved_) > 60 * options_.checkpoint_minutes)) save();
      if (observer_.wants_stop() && !done()) stop();
    }
    if (best_) best_->restore(objective_.module());
    // Another epoch's weights, or resumed after the last step.
    if (best_ || validation_.empty()) validation_ = figures_.of(validate(), observer_);
    return {at_.step, validation_, seconds_since(begin_)};
  }

 private:
  std::vector<torch::Tensor> trainable() {
    std::vector<torch::Tensor> parameters;
    for (const torch::Tensor& p : objective_.module().parameters()) {
      if (p.requires_grad()) parameters.push_back(p);
    }
    return parameters;
  }

  bool done() const {
    return at_.step >= steps_ ||
           (best_ && best_->epochs_since(at_.step / steps_per_epoch_) >= options_.patience);
  }

  bool keeps() const { return !options_.folder.empty(); }

  Checkpoint checkpoint() const { return {options_.folder / kCheckpointFile}; }

  RunSettings settings() const {
    RunSettings all = options_.settings;
    all.insert(all.end(),
               {{"--seed", std::to_string(options_.seed)},
                {"--epochs", setting(options_.epochs)},
                {"--batch", setting(static_cast<int>(objective_.batch()))},
                {"--learning-rate", setting(options_.learning_rate)},
                {"--weight-decay", setting(options_.weight_decay)},
                {"--patience", setting(options_.patience)},
                {"the schedule of the rate", options_.constant_rate ? "constant" : "cosine"},
                {"the bound on gradients", setting(options_.clip_norm)},
                {"the number of examples", setting(static_cast<int>(objective_.size()))}});
    return all;
  }

  void start() {
    if (!keeps()) return;
    expect_run_folder(options_);
    if (options_.resume) {
      at_ = checkpoint().load(objective_.state(), optimizer_, settings());
      return;
    }
    std::error_code error;
    std::filesystem::create_directories(options_.folder, error);
    if (error) throw Error(options_.folder, "can't be made: " + error.message());
    save();  // before anything else is in the folder: whatever is there can be resumed
  }

  void save() {
    if (!keeps()) return;
    checkpoint().save(objective_.state(), optimizer_, at_, settings());
    saved_ = Clock::now();
    saved_step_ = at_.step;
  }

  [[noreturn]] void stop() {
    if (saved_step_ != at_.step) save();
    const std::string where =
        "stopped after step " + std::to_string(at_.step) + " of " + std::to_string(steps_);
    throw Stopped(keeps() ? where + "; the same command with --resume goes on from here"
                          : where + "; nothing of it was kept");
  }

  void record() {
    const NamedValues values = at_.means.take();
    if (curves_) curves_->add(at_.step, "train", values);
    tell(values);
  }

  void end_epoch() {
    const NamedValues all = validate();
    validation_ = figures_.of(all, observer_);
    if (curves_) curves_->add(at_.step, "validation", validation_);
    if (best_ && !all.empty()) {
      best_->offer(objective_.module(), all.front().second, at_.step / steps_per_epoch_);
    }
  }

  NamedValues take_step() {
    const std::int64_t epoch = at_.step / steps_per_epoch_, at = at_.step % steps_per_epoch_;
    if (epoch != epoch_) {
      torch::manual_seed(derived_seed(options_.seed, static_cast<std::uint64_t>(epoch) << 32));
      order_ = torch::randperm(static_cast<std::int64_t>(objective_.size()), torch::kInt64);
      epoch_ = epoch;
    }
    torch::manual_seed(derived_seed(options_.seed, static_cast<std::uint64_t>(at_.step)));
    for (auto& group : optimizer_.param_groups()) {
      static_cast<torch::optim::AdamWOptions&>(group.options())
          .lr(options_.constant_rate ? options_.learning_rate
                                     : learning_rate_at(at_.step, steps_, options_.learning_rate));
    }
    optimizer_.zero_grad();
    const Objective::Loss loss =
        objective_.loss(order_.slice(0, at * batch_, (at + 1) * batch_), epoch);
    const double total = loss.total.item<double>();
    if (!std::isfinite(total)) {
      throw Error("the loss is no longer a number at step " + std::to_string(at_.step) +
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

  void tell(const NamedValues& values) {
    Progress progress;
    progress.stage = "epoch " + std::to_string((at_.step - 1) / steps_per_epoch_ + 1) + "/" +
                     std::to_string(options_.epochs);
    progress.done = static_cast<std::size_t>(at_.step * batch_);
    progress.total = static_cast<std::size_t>(steps_ * batch_);
    progress.per_second = static_cast<double>((at_.step - first_) * batch_) / seconds_since(begin_);
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
  std::optional<BestEpoch> best_;
  std::optional<RunCurves> curves_;
  RunPosition at_;
  std::int64_t first_ = 0, saved_step_ = -1, epoch_ = -1;
  NamedValues validation_;
  MeasuredFigures figures_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point saved_ = begin_;
  torch::Tensor order_;
};

}  // namespace

TrainReport train(Objective& objective, const TrainerOptions& options, Observer& observer) {
  if (objective.size() == 0) throw Error("there is nothing to train on");
  return Run(objective, options, observer).finish();
}

}  // namespace antifaz
