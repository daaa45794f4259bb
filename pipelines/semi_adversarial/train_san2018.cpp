#include "pipelines/semi_adversarial/train_san2018.hpp"

#include <torch/utils.h>

#include "models/device.hpp"
#include "models/semi_adversarial/prototypes.hpp"
#include "pipelines/semi_adversarial/san2018_objective.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"

namespace antifaz {
namespace {

RunSettings settings_of(const TrainSan2018Job& job) {
  const San2018Options& options = job.options;
  RunSettings settings = shared_settings("train san2018", job.training);
  settings.insert(
      settings.end(),
      {{"--preset", options.preset == San2018Preset::kPaper ? "san2018-paper" : "san2018-code"},
       {"SHA-256 of --classifier", setting(std::vector{job.classifier})},
       {"SHA-256 of --matcher", setting(std::vector{job.matcher})},
       {"SHA-256 of --watcher", setting(job.watchers)},
       {"--turn-epoch", setting(options.turn_epoch)},
       {"--zoom", setting(options.frame.zoom)},
       {"--down", setting(options.frame.down)},
       {"the matcher's weight", setting(options.match_weight)}});
  return settings;
}

}  // namespace

TrainReport train_san2018(const TrainSan2018Job& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  trainer.settings = settings_of(job);
  trainer.constant_rate = true;  // as published
  San2018Options options = job.options;
  options.batch = job.training.batch;
  options.bfloat16 = job.training.bfloat16;
  const San2018Judges judges{load_gender_judge(job.classifier), load_embedding_net(job.matcher),
                             load_gender_judges(job.watchers)};
  const TrainingData data = load_training_data(job.training, observer);
  TrainingOrigin origin = origin_of(job.training, data);
  const Card networks{{"in_loop_classifiers", fingerprints({job.classifier})},
                      {"in_loop_matcher", fingerprints({job.matcher})}};
  torch::manual_seed(trainer.seed);
  San2018 net;
  San2018Objective objective(net, judges, data.faces, options, torch_device(job.training.device));
  const TrainReport report = train(objective, trainer, observer);
  net->to(torch::kCPU);
  save_prototypes(objective.prototypes(), training_card(origin, report),
                  trainer.folder / "prototypes.safetensors");
  origin.networks = networks;
  save_san2018(net, options.frame, training_card(origin, report), result_file(trainer.folder));
  return report;
}

}  // namespace antifaz
