#include "pipelines/semi_adversarial/train_san.hpp"
#include "src/cli/command.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

SanOptions san_options(const Invocation& in) {
  SanOptions options;
  options.gender_weight = in.number("gender-weight", 0, 1e6);
  options.strength = in.number("wanted-logit", 0, 100);
  options.neutral_share = in.number("neutral-share", 0, 1);
  options.match_weight = in.number("match-weight", 0, 1e6);
  options.match_enough = in.number("match-enough", -1, 1);
  options.independence_weight = in.number("independence-weight", 0, 1e6);
  options.strong_weight = in.number("strong-weight", 0, 1e6);
  options.strong_share = in.number("strong-share", 0.01, 1);
  options.gallery_weight = in.number("gallery-weight", 0, 1e6);
  options.neighbour_weight = in.number("neighbour-weight", 0, 1e6);
  options.adapting_weight = in.number("adapting-weight", 0, 1e6);
  options.ssim_weight = in.number("ssim-weight", 0, 1e6);
  options.ssim_enough = in.number("ssim-enough", 0, 1);
  options.pixel_weight = in.number("pixel-weight", 0, 1e6);
  options.pixel_enough = in.number("pixel-enough", 0.001, 1);
  options.restoring = in.flag("restoring");
  options.classifiers_a_step = static_cast<std::size_t>(in.whole("classifiers-a-step", 1, 1000));
  return options;
}

GeneratorOptions generator_options(const Invocation& in) {
  GeneratorOptions net;
  net.width = in.whole("width", 2, 512);
  net.max_luma = in.number("max-luma", 0.001, 1);
  net.max_chroma = in.number("max-chroma", 0, 1);
  net.keep_hue = in.flag("keep-hue");
  net.grain = in.whole("grain", 1, 16);
  if (kChipSize % net.grain != 0) throw UsageError("--grain must be 1, 2, 4, 8 or 16");
  return net;
}

ExitCode run(const Invocation& in) {
  TrainSanJob job;
  job.training = training_job(in);
  job.options = san_options(in);
  job.generator = generator_options(in);
  job.from = in.text("from");
  job.new_max_luma = in.given("max-luma");
  job.new_max_chroma = in.given("max-chroma");
  job.classifiers = paths(in, "classifier");
  job.strong = paths(in, "strong");
  job.matchers = paths(in, "matcher");
  job.watchers = paths(in, "watcher");
  job.adapting = paths(in, "adapting");
  return report_training(in, train_san(job, *in.observer));
}

}  // namespace

Command train_san_command() {
  Command command;
  command.name = "train san";
  command.summary = "Train the generator (network I) against classifiers and a matcher.";
  command.usage =
      "--data FOLDER... --classifier FILE... --matcher FILE... --output RUN [OPTION...]";
  command.details =
      "Classifiers and matchers stay frozen, but for attackers that adapt: these go on learning\n"
      "from protected faces, and a restorer from pairs of them and their originals. Labels serve\n"
      "the prototypes, the embeddings' neighbours, the attackers and validation; the generator\n"
      "draws every face towards a random target.";
  command.example =
      "antifaz train san --data chips/utkface --classifier runs/gender-*/weights.safetensors "
      "--matcher mobilefacenet.safetensors --output runs/san";
  add_train_options(command, 3, 2e-3, 32);
  add_bfloat16_option(command);
  command.options += {
      texts("classifier", "FILE...",
            "gender classifiers to confound (.safetensors, or TorchScript by others: "
            "docs/black-boxes.md)"),
      texts("strong", "FILE...",
            "classifiers too slow for every face: one a step looks at a part of its faces"),
      texts("matcher", "FILE...",
            "face matchers to satisfy (the same kinds of files); one, drawn at random, judges a "
            "step"),
      text("from", "FILE",
           "go on from a generator's weights (its width and grain hold, its bounds where none "
           "is given)"),
      texts("watcher", "FILE...", "gender classifiers outside the loop, for validation"),
      texts("adapting", "FILE...", "gender classifiers from which attackers start that adapt"),
      flag("restoring",
           "one classifier a step sees what a network that learns to undo the changes made of "
           "them"),
      whole("width", "N", "channels of the generator at half resolution", GeneratorOptions().width),
      whole("grain", "PIXELS", "coarseness of the change: 1, 2, 4, 8 or 16",
            GeneratorOptions().grain),
      whole("classifiers-a-step", "N", "classifiers drawn at random for a step", 3),
      number("max-luma", "X", "bound on the change of luma (full range is 1)", 0.25),
      number("max-chroma", "X", "bound on the change of each chroma", 0.01),
      flag("keep-hue",
           "chroma moves along the face's own only: it may pale or redden, not turn green"),
      number("gender-weight", "X", "weight of the classifiers' loss", 1),
      number("wanted-logit", "X",
             "answer wanted for a target, in units of a classifier's typical logit", 1.2),
      number("neutral-share", "X", "share of faces drawn towards neither gender", 0.2),
      number("match-weight", "X", "weight of the matcher's loss", 10),
      number("match-enough", "X", "cosine beyond which more earns nothing", 0.9),
      number("independence-weight", "X",
             "weight of what a classifier's answer still tells once the target is known", 0.5),
      number("strong-weight", "X", "weight of the strong classifiers' loss", 1),
      number("strong-share", "SHARE", "of a step's faces that a strong classifier looks at", 0.25),
      number("gallery-weight", "X",
             "weight of what who learns from protected embeddings tells of gender", 0.1),
      number("neighbour-weight", "X",
             "weight of what a matcher's embedding says of gender by its neighbours", 0.1),
      number("adapting-weight", "X", "weight of what adapting attackers tell of gender", 0.1),
      number("ssim-weight", "X", "weight of the structure loss", 20),
      number("ssim-enough", "X", "SSIM beyond which more earns nothing", 0.95),
      number("pixel-weight", "X", "weight of the pixel loss", 1),
      number("pixel-enough", "X", "root mean square change that costs nothing", 0.03),
  };
  command.required.insert(command.required.end(), {"classifier", "matcher"});
  command.run = run;
  return command;
}

}  // namespace antifaz
