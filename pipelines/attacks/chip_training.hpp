#pragma once

#include "models/judges/gender_net.hpp"
#include "pipelines/attacks/attacker.hpp"
#include "pipelines/training/augment.hpp"

namespace antifaz {

/// Epochs for an attacker that sees about `views` images in all, however many there are: at least 4
/// and at most 30 rounds.
int epochs_for(std::size_t images, std::size_t views);

/// What a classifier on chips may spend: 400 steps of 64 where there are a few thousand images.
inline constexpr std::size_t kClassifierViews = 25600;

/// Trains a residual classifier (24 channels, 64x64 pixels or the
/// chip's size where it is smaller) from scratch, the two classes weighted
/// alike. `chips` uint8 [N, 3, S, S], `labels` int64 [N] of 0 and 1, both present. The net is
/// frozen, in evaluation mode. `stage` is what the observer is told.
GenderNet train_chip_classifier(const at::Tensor& chips, const at::Tensor& labels,
                                const AugmentOptions& augment, const AttackTraining& training,
                                const std::string& stage);

/// Passes progress on under the name of the attacker, and the wish to stop back.
class StageObserver : public Observer {
 public:
  StageObserver(Observer* observer, std::string stage)
      : observer_(observer), stage_(std::move(stage)) {}
  void progress(const Progress& progress) override {
    if (!observer_) return;
    Progress named = progress;
    named.stage = stage_ + ", " + progress.stage;
    observer_->progress(named);
  }
  bool wants_stop() const override { return observer_ && observer_->wants_stop(); }

 private:
  Observer* observer_;
  std::string stage_;
};

}  // namespace antifaz
