#include "pipelines/semi_adversarial/train_matcher.hpp"

#include <torch/utils.h>

#include <functional>

#include "models/device.hpp"
#include "models/judges/mobile_face_net.hpp"
#include "models/judges/student_net.hpp"
#include "pipelines/semi_adversarial/matcher_objective.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

/// Network III to train, and how it is saved.
struct Student {
  std::shared_ptr<EmbeddingNet> net;
  std::function<void(const Card&, const std::filesystem::path&)> save;
};

Student make_student(const TrainMatcherJob& job, EmbeddingNet& teacher) {
  if (job.width) {
    StudentNetOptions options;
    options.width = *job.width;
    options.length = embedding_length(teacher);
    const auto net = std::make_shared<StudentNet>(options);
    return {net, [net](const Card& card, const auto& file) { save_student(*net, card, file); }};
  }
  const auto* whole = dynamic_cast<const MobileFaceNet*>(&teacher);
  if (!whole || whole->keep_every() != 1) {
    throw UsageError("only MobileFaceNet can be pruned; give --width for a new student");
  }
  const auto net = pruned(*whole, job.keep_every);
  return {net, [net](const Card& card, const auto& file) { save_pruned(*net, card, file); }};
}

RunSettings settings_of(const TrainMatcherJob& job) {
  RunSettings settings = shared_settings("train matcher", job.training);
  settings.emplace_back("SHA-256 of --teacher", setting(std::vector{job.teacher}));
  if (job.width) {
    settings.emplace_back("--width", setting(*job.width));
  } else {
    settings.emplace_back("--keep-every", setting(job.keep_every));
  }
  return settings;
}

}  // namespace

TrainReport train_matcher(const TrainMatcherJob& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  const auto teacher = load_embedding_net(job.teacher);
  trainer.settings = settings_of(job);
  torch::manual_seed(trainer.seed);
  const Student student = make_student(job, *teacher);
  const TrainingData data = load_training_data(job.training, observer);
  TrainingOrigin origin = origin_of(job.training, data);
  origin.networks["teacher"] = fingerprints({job.teacher});
  MatcherObjectiveOptions options;
  options.batch = job.training.batch;
  options.device = torch_device(job.training.device);
  MatcherObjective objective(student.net, *teacher, data.faces, options, observer);
  const TrainReport report = train(objective, trainer, observer);
  student.net->to(torch::kCPU);
  student.save(training_card(origin, report), result_file(trainer.folder));
  return report;
}

}  // namespace antifaz
