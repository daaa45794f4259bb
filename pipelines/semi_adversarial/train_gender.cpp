#include "pipelines/semi_adversarial/train_gender.hpp"

#include <torch/utils.h>

#include "models/device.hpp"
#include "pipelines/semi_adversarial/gender_objective.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"

namespace antifaz {
namespace {

std::vector<std::filesystem::path> named(const std::filesystem::path& file) {
  if (file.empty()) return {};
  return {file};
}

RunSettings settings_of(const TrainGenderJob& job) {
  RunSettings settings = shared_settings("train gender", job.training);
  settings.insert(settings.end(), {{"--family", std::string(to_string(job.net.family))},
                                   {"--width", setting(job.net.width)},
                                   {"--size", setting(job.net.size)},
                                   {"--crop", setting(job.net.crop)},
                                   {"--down", setting(job.net.down)},
                                   {"--grey", setting(job.net.grey)},
                                   {"--colour", setting(job.net.colour)},
                                   {"--robust", setting(255 * job.robust)},
                                   {"SHA-256 of --teacher", setting(named(job.teacher))},
                                   {"SHA-256 of --protected-by", setting(named(job.generator))}});
  return settings;
}

}  // namespace

TrainReport train_gender(const TrainGenderJob& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  trainer.settings = settings_of(job);
  GenderObjectiveOptions options;
  if (!job.teacher.empty()) options.teacher = load_gender_judge(job.teacher);
  if (!job.generator.empty()) options.generator = load_generator(job.generator);
  const TrainingData data = load_training_data(job.training, observer);
  TrainingOrigin origin = origin_of(job.training, data);
  if (!job.teacher.empty()) origin.networks["teacher"] = fingerprints({job.teacher});
  if (!job.generator.empty()) origin.networks["protected_by"] = fingerprints({job.generator});
  torch::manual_seed(trainer.seed);
  GenderNet net(job.net);
  options.robust = job.robust;
  options.batch = job.training.batch;
  options.bfloat16 = job.training.bfloat16;
  GenderObjective objective(net, data.faces, options, torch_device(job.training.device));
  const TrainReport report = train(objective, trainer, observer);
  net->to(torch::kCPU);
  save_gender_net(net, training_card(origin, report), result_file(trainer.folder));
  return report;
}

}  // namespace antifaz
