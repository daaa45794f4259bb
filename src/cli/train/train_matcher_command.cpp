#include "models/device.hpp"
#include "models/judges/mobile_face_net.hpp"
#include "models/judges/student_net.hpp"
#include "pipelines/semi_adversarial/matcher_objective.hpp"
#include "src/cli/command.hpp"
#include "src/cli/resources.hpp"
#include "src/cli/train/train_support.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

/// Network III to train, and how it is saved.
struct Student {
  std::shared_ptr<EmbeddingNet> net;
  std::function<void(const Card&, const std::filesystem::path&)> save;
};

Student make_student(const Invocation& in, EmbeddingNet& teacher) {
  if (in.has("width")) {
    StudentNetOptions options;
    options.width = in.whole("width", 2, 512);
    const auto net = std::make_shared<StudentNet>(options);
    return {net, [net](const Card& card, const auto& file) { save_student(*net, card, file); }};
  }
  const auto* whole = dynamic_cast<MobileFaceNet*>(&teacher);
  if (!whole || whole->keep_every() != 1) {
    throw UsageError("only MobileFaceNet can be pruned; give --width for a new student");
  }
  const auto net = pruned(*whole, in.whole("keep-every", 2, 8));
  return {net, [net](const Card& card, const auto& file) { save_pruned(*net, card, file); }};
}

ExitCode run(const Invocation& in) {
  const TrainerOptions trainer = trainer_options(in);
  const c10::Device device = torch_device(in.device);
  const auto batch = static_cast<std::size_t>(in.whole("batch", 2, 65536));
  const std::string teacher_file = in.text("teacher");
  const auto teacher = load_embedding_net(teacher_file);
  const TrainingData data = load_training_data(in);
  torch::manual_seed(trainer.seed);
  const Student student = make_student(in, *teacher);
  MatcherObjective objective(student.net, *teacher, data.training, data.validation,
                             AugmentOptions(), batch, device, *in.observer);
  const TrainReport report = train(objective, trainer, *in.observer);
  student.net->to(torch::kCPU);
  Card card = training_card(in, data, report);
  card["teacher"] = fingerprints({teacher_file});
  student.save(card, result_file(in));
  return report_training(in, report);
}

}  // namespace

Command train_matcher_command() {
  Command command;
  command.name = "train matcher";
  command.summary = "Train a small face matcher (network III) by distillation from a large one.";
  command.usage = "--data FOLDER... --teacher FILE --output RUN [OPTION...]";
  command.details = "No labels are needed: the student learns to give the teacher's embeddings.";
  command.example =
      "antifaz train matcher --data chips/utkface chips/celeba --teacher mobilefacenet.safetensors "
      "--output runs/matcher";
  add_train_options(command, 3, 1e-3, 64);
  command.options += {
      text("teacher", "FILE", "weights of the matcher to learn from"),
      whole("keep-every", "N",
            "the student is MobileFaceNet with every N-th bottleneck of a stage, and its weights",
            2),
      whole("width", "N",
            "instead a new network of residual blocks, N channels at a quarter of the side"),
  };
  command.required.push_back("teacher");
  command.run = run;
  return command;
}

}  // namespace antifaz
