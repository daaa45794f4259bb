#include "pipelines/thaw.hpp"
#include "pipelines/train_san.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train_support.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace po = boost::program_options;

SanOptions san_options(const Invocation& in) {
  SanOptions options;
  options.batch = static_cast<std::size_t>(in.whole("batch", 2, 65536));
  options.gender_weight = in.number("gender-weight", 0, 1e6);
  options.strength = in.number("wanted-logit", 0, 100);
  options.neutral_share = in.number("neutral-share", 0, 1);
  options.match_weight = in.number("match-weight", 0, 1e6);
  options.match_enough = in.number("match-enough", -1, 1);
  options.neighbour_weight = in.number("neighbour-weight", 0, 1e6);
  options.adapting_weight = in.number("adapting-weight", 0, 1e6);
  options.ssim_weight = in.number("ssim-weight", 0, 1e6);
  options.ssim_enough = in.number("ssim-enough", 0, 1);
  options.pixel_weight = in.number("pixel-weight", 0, 1e6);
  options.pixel_enough = in.number("pixel-enough", 0.001, 1);
  options.restoring = in.get<bool>("restoring");
  options.bfloat16 = in.get<bool>("bfloat16");
  options.classifiers_a_step = static_cast<std::size_t>(in.whole("classifiers-a-step", 1, 1000));
  return options;
}

GeneratorOptions generator_options(const Invocation& in) {
  GeneratorOptions net;
  net.width = in.whole("width", 2, 512);
  net.max_luma = in.number("max-luma", 0.001, 1);
  net.max_chroma = in.number("max-chroma", 0, 1);
  net.keep_hue = in.get<bool>("keep-hue");
  net.grain = in.whole("grain", 1, 16);
  if (kChipSize % net.grain != 0) throw UsageError("--grain must be 1, 2, 4, 8 or 16");
  return net;
}

/// A new generator, or one to go on from: its bounds hold where the command line gives none.
Generator make_generator(const Invocation& in, const GeneratorOptions& wanted) {
  if (!in.has("from")) return Generator(wanted);
  Generator generator = load_generator(in.text("from"));
  thaw(*generator);
  const GeneratorOptions& own = generator->options();
  const auto given = [&](const char* option) { return !in.values[option].defaulted(); };
  generator->set_bounds(given("max-luma") ? wanted.max_luma : own.max_luma,
                        given("max-chroma") ? wanted.max_chroma : own.max_chroma,
                        wanted.keep_hue || own.keep_hue);
  return generator;
}

ExitCode run(const Invocation& in) {
  const SanOptions options = san_options(in);
  const GeneratorOptions net = generator_options(in);
  const TrainerOptions trainer = trainer_options(in);
  const c10::Device device = parse_device(in.device);
  const std::vector<std::string> classifiers = in.list("classifier");
  const std::vector<std::string> matchers = in.list("matcher");
  SanJudges judges{load_gender_nets(classifiers),
                   {},
                   load_gender_nets(in.list("watcher")),
                   load_gender_nets(in.list("adapting"))};
  for (const std::string& file : matchers) judges.matchers.push_back(load_embedding_net(file));
  const TrainingData data = load_training_data(in);
  torch::manual_seed(trainer.seed);
  Generator generator = make_generator(in, net);
  SanObjective objective(generator, std::move(judges), data.training, data.validation, options,
                         device);
  const TrainReport report = train(objective, trainer, *in.observer);
  generator->to(torch::kCPU);
  Card card = training_card(in, data, report);
  std::vector<std::string> in_loop = classifiers;
  for (const std::string& file : in.list("adapting")) in_loop.push_back(file);
  card["in_loop_classifiers"] = fingerprints(in_loop);
  card["in_loop_matcher"] = fingerprints(matchers);
  if (in.has("from")) card["from"] = fingerprints({in.text("from")});
  save_generator(generator, card, result_file(in));
  return report_training(in, report);
}

void add_number(po::options_description& options, const char* name, double value, const char* shown,
                const char* help) {
  options.add_options()(name, po::value<double>()->default_value(value, shown)->value_name("X"),
                        help);
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
  auto& options = command.options;
  using Files = std::vector<std::string>;
  options.add_options()("classifier",
                        po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
                        "gender classifiers to confound")(
      "matcher", po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
      "face matchers to satisfy; one, drawn at random, judges a step")(
      "from", po::value<std::string>()->value_name("FILE"),
      "go on from a generator's weights (its width and grain hold, its bounds where none is "
      "given)")("watcher", po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
                "gender classifiers outside the loop, for validation")(
      "adapting", po::value<Files>()->composing()->multitoken()->value_name("FILE..."),
      "gender classifiers from which attackers start that adapt")(
      "restoring", po::bool_switch(),
      "one classifier a step sees what a network that learns to undo the changes made of them")(
      "width", po::value<int>()->default_value(GeneratorOptions().width)->value_name("N"),
      "channels of the generator at half resolution")(
      "grain", po::value<int>()->default_value(GeneratorOptions().grain)->value_name("PIXELS"),
      "coarseness of the change: 1, 2, 4, 8 or 16")(
      "classifiers-a-step", po::value<int>()->default_value(3)->value_name("N"),
      "classifiers drawn at random for a step");
  add_number(options, "max-luma", 0.25, "0.25", "bound on the change of luma (full range is 1)");
  add_number(options, "max-chroma", 0.01, "0.01", "bound on the change of each chroma");
  options.add_options()("keep-hue", po::bool_switch(),
                        "chroma moves along the face's own only: it may pale or redden, not turn "
                        "green");
  add_number(options, "gender-weight", 1, "1", "weight of the classifiers' loss");
  add_number(options, "wanted-logit", 1.2, "1.2",
             "answer wanted for a target, in units of a classifier's typical logit");
  add_number(options, "neutral-share", 0.2, "0.2", "share of faces drawn towards neither gender");
  add_number(options, "match-weight", 10, "10", "weight of the matcher's loss");
  add_number(options, "match-enough", 0.9, "0.9", "cosine beyond which more earns nothing");
  add_number(options, "neighbour-weight", 0.1, "0.1",
             "weight of what a matcher's embedding says of gender by its neighbours");
  add_number(options, "adapting-weight", 0.1, "0.1",
             "weight of what adapting attackers tell of gender");
  add_number(options, "ssim-weight", 20, "20", "weight of the structure loss");
  add_number(options, "ssim-enough", 0.95, "0.95", "SSIM beyond which more earns nothing");
  add_number(options, "pixel-weight", 1, "1", "weight of the pixel loss");
  add_number(options, "pixel-enough", 0.03, "0.03", "root mean square change that costs nothing");
  command.required.insert(command.required.end(), {"classifier", "matcher"});
  command.run = run;
  return command;
}

}  // namespace antifaz
