// What an autoencoder learned without labels is worth where labels are few.
//
//   transfer_learning FACE_FOLDER [SEEDS [PRETRAINING_EPOCHS]]
//
// A convolutional autoencoder is trained on the faces of FACE_FOLDER/manifest.csv without looking
// at their labels. Then three classifiers of gender get the same few labelled faces: its encoder
// with a linear layer, fine-tuned; the same with the encoder frozen; and the same network from
// scratch. Each takes the learning rate that is best on a validation part and is tested on others.

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <iostream>
#include <thread>

#include "models/autoencoders/factory.hpp"
#include "models/machine.hpp"
#include "pipelines/autoencoders/autoencode.hpp"
#include "samples/asks_for_help.hpp"
#include "samples/fine_tune.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/number_text.hpp"
#include "src/core/text_table.hpp"
#include "src/data/manifest.hpp"
#include "src/tensors/examples.hpp"

namespace {

constexpr char kUsage[] = "usage: transfer_learning FACE_FOLDER [SEEDS [PRETRAINING_EPOCHS]]\n";

using namespace antifaz;

constexpr int kSide = 32, kSteps = 300;
constexpr std::size_t kBatch = 32;
const std::vector<std::int64_t> kLabels{100, 300, 1000};
const std::vector<double> kRates{3e-4, 1e-3, 3e-3};

/// How a classifier begins and what of it learns.
struct Start {
  const char* name;
  bool pretrained, frozen;
};
constexpr Start kStarts[] = {{"from scratch", false, false},
                             {"pretrained, encoder frozen", true, true},
                             {"pretrained, fine-tuned", true, false}};

LabelledImages read_faces(const Manifest& manifest) {
  std::vector<std::string> names;
  std::vector<std::int64_t> labels;
  for (const ManifestRow& row : manifest.rows) {
    if (!row.gender) continue;
    names.push_back(row.path.string());
    labels.push_back(static_cast<std::int64_t>(*row.gender));
  }
  return {read_squares(manifest.folder, names, kSide), torch::tensor(labels)};
}

AutoencoderOptions network() {
  AutoencoderOptions options;
  options.shape = {3, kSide, kSide};
  options.code = 128;
  return options;
}

/// The autoencoder as it begins with a seed, or with the weights of `learned`; where faces lie it
/// knows from `learned` in both cases.
std::shared_ptr<Autoencoder> encoder(std::uint64_t seed, const Autoencoder& learned,
                                     bool pretrained) {
  torch::manual_seed(seed);
  const auto made = make_autoencoder(network());
  const torch::NoGradGuard no_grad;
  const auto known = learned.named_buffers();
  for (auto& buffer : made->named_buffers()) buffer.value().copy_(known[buffer.key()]);
  if (!pretrained) return made;
  const auto from = learned.named_parameters();
  for (auto& parameter : made->named_parameters()) {
    parameter.value().copy_(from[parameter.key()]);
  }
  return made;
}

LabelledImages drawn(const LabelledImages& faces, std::int64_t count, std::uint64_t seed) {
  torch::manual_seed(seed);
  const torch::Tensor rows = torch::randperm(faces.labels.size(0)).slice(0, 0, count);
  return {faces.images.index_select(0, rows), faces.labels.index_select(0, rows)};
}

/// Trained at the rate that is best on the validation part.
std::shared_ptr<EncoderClassifier> best_trained(const Start& start, const Autoencoder& learned,
                                                const LabelledImages& few,
                                                const LabelledImages& validation,
                                                std::uint64_t seed) {
  std::shared_ptr<EncoderClassifier> best;
  double best_accuracy = -1;
  Observer silent;
  for (const double rate : kRates) {
    const auto classifier = std::make_shared<EncoderClassifier>(
        encoder(seed, learned, start.pretrained), 2, start.frozen);
    FineTuneObjective objective(classifier, few, validation, kBatch);
    TrainerOptions options;
    options.epochs = std::max<int>(1, kSteps / static_cast<int>(few.labels.size(0) / kBatch));
    options.learning_rate = rate;
    options.seed = seed;
    const double accuracy = train(objective, options, silent).validation.front().second;
    if (accuracy > best_accuracy) {
      best_accuracy = accuracy;
      best = classifier;
    }
  }
  return best;
}

std::vector<double> as_vector(const torch::Tensor& values) {
  const torch::Tensor plain = values.contiguous();
  return {plain.data_ptr<double>(), plain.data_ptr<double>() + plain.numel()};
}

void compare(const Autoencoder& learned, const LabelledImages& faces,
             const LabelledImages& validation, const LabelledImages& test, int seeds) {
  TextTable table({"labels", "classifier", "accuracy [95 % interval]", "worst to best seed",
                   "ahead of scratch [95 % interval]"});
  for (const std::int64_t count : kLabels) {
    torch::Tensor scratch;
    for (const Start& start : kStarts) {
      std::vector<torch::Tensor> right;
      for (int seed = 1; seed <= seeds; ++seed) {
        const LabelledImages few = drawn(faces, count, static_cast<std::uint64_t>(seed));
        const auto classifier =
            best_trained(start, learned, few, validation, static_cast<std::uint64_t>(seed));
        right.push_back(named_rightly(*classifier, test));
      }
      const torch::Tensor each = torch::stack(right), mean = each.mean(0), of_seed = each.mean(1);
      if (!start.pretrained) scratch = mean;
      const std::string range =
          fixed(of_seed.min().item<double>(), 3) + "-" + fixed(of_seed.max().item<double>(), 3);
      table.add_row(
          {std::to_string(count), start.name, with_interval(mean_figure(as_vector(mean)), 3), range,
           start.pretrained ? with_interval(mean_figure(as_vector(mean - scratch)), 3) : "-"});
      std::cerr << count << " labels, " << start.name << ": done\n";
    }
  }
  std::cout << table.str();
}

void run(const std::string& folder, int seeds, int epochs) {
  // The same parts whatever the seeds: people are not known here, images are divided.
  const auto parts = split_by_subject(read_manifest(folder), {0.75, 0.05, 0.2}, /*seed=*/1);
  const LabelledImages faces = read_faces(parts[0]), validation = read_faces(parts[1]),
                       test = read_faces(parts[2]);
  torch::manual_seed(1);
  const auto learned = make_autoencoder(network());
  TrainerOptions options;
  options.epochs = epochs;
  Observer silent;
  const TrainReport report = train_autoencoder(
      learned, {{faces.images, {}}, {validation.images, {}}, 64}, options, silent);
  std::cout << "pretrained " << epochs << " epochs on " << faces.labels.size(0)
            << " faces without labels: validation loss " << report.validation.front().second << "; "
            << seeds << " seeds, " << test.labels.size(0) << " test faces\n\n";
  compare(*learned, faces, validation, test, seeds);
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  if (argc < 2 || argc > 4) {
    std::cerr << kUsage;
    return 2;
  }
  set_up_machine(static_cast<int>(std::thread::hardware_concurrency()));
  try {
    run(argv[1], argc > 2 ? std::atoi(argv[2]) : 5, argc > 3 ? std::atoi(argv[3]) : 10);
  } catch (const Error& error) {
    std::cerr << "transfer_learning: " << error.what() << "\n";
    return 1;
  }
}
