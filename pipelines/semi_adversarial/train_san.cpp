#include "pipelines/semi_adversarial/train_san.hpp"

#include <torch/utils.h>

#include "models/device.hpp"
#include "models/weights.hpp"
#include "pipelines/semi_adversarial/san_objective.hpp"
#include "pipelines/training/run_folder.hpp"
#include "pipelines/training/training_card.hpp"

namespace antifaz {
namespace {

/// A new generator, or one to go on from: its bounds hold where no new ones are given.
Generator make_generator(const TrainSanJob& job) {
  if (job.from.empty()) return Generator(job.generator);
  Generator generator = load_generator(job.from);
  unfreeze(*generator);
  const GeneratorOptions& own = generator->options();
  GeneratorOptions bounds = job.generator;
  if (!job.new_max_luma) bounds.max_luma = own.max_luma;
  if (!job.new_max_chroma) bounds.max_chroma = own.max_chroma;
  bounds.keep_hue = bounds.keep_hue || own.keep_hue;
  generator->set_bounds(bounds);
  return generator;
}

SanJudges load_judges(const TrainSanJob& job) {
  SanJudges judges{load_gender_judges(job.classifiers),
                   load_gender_judges(job.strong),
                   {},
                   load_gender_judges(job.watchers),
                   load_gender_nets(job.adapting)};
  for (const auto& file : job.matchers) judges.matchers.push_back(load_embedding_net(file));
  return judges;
}

RunSettings settings_of(const TrainSanJob& job, const GeneratorOptions& net) {
  const SanOptions& options = job.options;
  RunSettings settings = shared_settings("train san", job.training);
  settings.insert(settings.end(),
                  {{"--restoring", setting(options.restoring)},
                   {"SHA-256 of --adapting", setting(job.adapting)},
                   {"SHA-256 of --classifier", setting(job.classifiers)},
                   {"SHA-256 of --strong", setting(job.strong)},
                   {"SHA-256 of --matcher", setting(job.matchers)},
                   {"SHA-256 of --watcher", setting(job.watchers)},
                   {"SHA-256 of --from",
                    job.from.empty() ? std::string("none") : setting(std::vector{job.from})},
                   {"--width", setting(net.width)},
                   {"--grain", setting(net.grain)},
                   {"--max-luma", setting(net.max_luma)},
                   {"--max-chroma", setting(net.max_chroma)},
                   {"--keep-hue", setting(net.keep_hue)},
                   {"--classifiers-a-step", setting(static_cast<int>(options.classifiers_a_step))},
                   {"--gender-weight", setting(options.gender_weight)},
                   {"--wanted-logit", setting(options.strength)},
                   {"--neutral-share", setting(options.neutral_share)},
                   {"--match-weight", setting(options.match_weight)},
                   {"--match-enough", setting(options.match_enough)},
                   {"--independence-weight", setting(options.independence_weight)},
                   {"--strong-weight", setting(options.strong_weight)},
                   {"--strong-share", setting(options.strong_share)},
                   {"--gallery-weight", setting(options.gallery_weight)},
                   {"--neighbour-weight", setting(options.neighbour_weight)},
                   {"--adapting-weight", setting(options.adapting_weight)},
                   {"--ssim-weight", setting(options.ssim_weight)},
                   {"--ssim-enough", setting(options.ssim_enough)},
                   {"--pixel-weight", setting(options.pixel_weight)},
                   {"--pixel-enough", setting(options.pixel_enough)}});
  return settings;
}

/// Whom the generator is about to meet.
Card networks_of(const TrainSanJob& job) {
  std::vector<std::filesystem::path> in_loop = job.classifiers;
  in_loop.insert(in_loop.end(), job.strong.begin(), job.strong.end());
  in_loop.insert(in_loop.end(), job.adapting.begin(), job.adapting.end());
  Card card{{"in_loop_classifiers", fingerprints(in_loop)},
            {"in_loop_matcher", fingerprints(job.matchers)}};
  if (!job.from.empty()) card["from"] = fingerprints({job.from});
  return card;
}

}  // namespace

TrainReport train_san(const TrainSanJob& job, Observer& observer) {
  TrainerOptions trainer = job.training.trainer;
  expect_run_folder(trainer);
  SanOptions options = job.options;
  options.batch = job.training.batch;
  options.bfloat16 = job.training.bfloat16;
  SanJudges judges = load_judges(job);
  const TrainingData data = load_training_data(job.training, observer);
  TrainingOrigin origin = origin_of(job.training, data);
  origin.networks = networks_of(job);
  torch::manual_seed(trainer.seed);
  Generator generator = make_generator(job);
  trainer.settings = settings_of(job, generator->options());
  SanObjective objective(generator, std::move(judges), data.faces, options,
                         torch_device(job.training.device));
  const TrainReport report = train(objective, trainer, observer);
  generator->to(torch::kCPU);
  save_generator(generator, training_card(origin, report), result_file(trainer.folder));
  return report;
}

}  // namespace antifaz
