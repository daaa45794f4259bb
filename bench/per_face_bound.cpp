// How far could gallery attackers be confounded by pictures, not only by embeddings
// (embedding_frontier)? Each face is optimised for itself, far longer than any generator may take,
// towards what several matchers would say of a mixture with the most alike face of its target's
// gender, by light within a generator's bound. What even that does not reach can hardly be expected
// of a generator.
//
//   per_face_bound INPUT OUTPUT DETECTOR GENERATOR --people CHIPS --matcher FILE...
//                  --classifier FILE... [--labels MANIFEST] [--part X] [--steps N] [--seed N]
//
// INPUT's photographs are written to OUTPUT for `antifaz evaluate` to judge; mode random. CHIPS are
// a folder of `antifaz prepare` with other people: whom to mix with. --part is the other face's
// part (0.5), --steps the gradient steps (60).

#include <ATen/Parallel.h>
#include <torch/autograd.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <iostream>
#include <map>
#include <string>

#include "models/detection/detector_choice.hpp"
#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_judge.hpp"
#include "models/judges/network_judges.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "models/semi_adversarial/losses.hpp"
#include "models/weights.hpp"
#include "pipelines/anonymize/anonymize.hpp"
#include "pipelines/training/augment.hpp"
#include "pipelines/training/scoring.hpp"
#include "src/core/error.hpp"
#include "src/tensors/face_dataset.hpp"
#include "src/tensors/image_tensor.hpp"

namespace {

using namespace antifaz;

constexpr char kUsage[] =
    "usage: per_face_bound INPUT OUTPUT DETECTOR GENERATOR --people CHIPS --matcher FILE...\n"
    "                      --classifier FILE... [--labels MANIFEST] [--part X] [--steps N] "
    "[--seed N]\n";

constexpr int64_t kPeople = 2000, kCalibration = 300;
constexpr int64_t kKnot = 4;  // pixels between the knots of a change
constexpr double kStep = 0.006, kSsimEnough = 0.955, kSsimWeight = 20, kGenderWeight = 0.3;
constexpr std::size_t kClassifiersAStep = 2;
/// Matchers cut faces in other ways than each other.
const AugmentOptions kCuts{true, 0.08, 0.03, 6};

using Words = std::map<std::string, std::vector<std::string>>;

/// A matcher with whom faces may be mixed.
struct Space {
  std::shared_ptr<EmbeddingNet> net;
  torch::Tensor people;  ///< [N, d] of length 1
};

/// What faces are drawn towards: for each matcher [n, d] of length 1.
using Mixtures = std::vector<torch::Tensor>;

class Mixing : public Protector {
 public:
  Mixing(const std::string& generator, Words& words)
      : generator_(load_generator(generator)),
        part_(words["part"].empty() ? 0.5 : std::stod(words["part"][0])),
        steps_(words["steps"].empty() ? 60 : std::stoi(words["steps"][0])),
        mask_(feather_mask_tensor()) {
    const FaceDataset all = load_faces({read_manifest(words.at("people").at(0))}).labelled();
    const torch::Tensor some =
        torch::arange(0, all.labels.size(0), std::max<int64_t>(1, all.labels.size(0) / kPeople));
    const torch::Tensor chips = all.chips.index_select(0, some);
    labels_ = all.labels.index_select(0, some);
    for (const std::string& file : words.at("matcher")) {
      auto net = load_embedding_net(file);
      freeze(*net);
      spaces_.push_back({net, embeddings_of(*net, chips, torch::kCPU)});
    }
    for (const std::string& file : words.at("classifier")) {
      classifiers_.push_back(load_gender_judge(file));
      freeze(*classifiers_.back());
      const torch::Tensor logits =
          gender_logits(*classifiers_.back(), chips.slice(0, 0, kCalibration), torch::kCPU);
      typical_.push_back(logits.abs().mean().item<double>());
    }
  }

  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    std::vector<cv::Mat> all;
    for (std::size_t next = 0; next < faces.size(); next += kTogether) {
      const std::size_t end = std::min(faces.size(), next + kTogether);
      const auto some = change({faces.begin() + static_cast<std::ptrdiff_t>(next),
                                faces.begin() + static_cast<std::ptrdiff_t>(end)});
      all.insert(all.end(), some.begin(), some.end());
      std::cerr << (done_ += some.size()) << " faces\n";
    }
    return all;
  }

 private:
  static constexpr std::size_t kTogether = 16;

  std::vector<cv::Mat> change(const std::vector<FaceToChange>& faces) {
    std::vector<cv::Mat> bgr;
    std::vector<int64_t> target;
    for (const FaceToChange& face : faces) {
      bgr.push_back(face.chip);
      target.push_back(static_cast<int64_t>(face.target));
    }
    const torch::Tensor chips = to_batch(bgr), targets = torch::tensor(target, torch::kInt64);
    torch::Tensor start;
    {
      const torch::NoGradGuard no_grad;
      start = generator_->forward(chips, targets);
    }
    const torch::Tensor change = optimised(chips, start, targets);
    return to_float_images((chips + change).clamp(0, 1) - chips);
  }

  /// By what each matcher says of the mixture of the face and the one whom the first matcher finds
  /// most alike of the target's gender.
  Mixtures wanted(const torch::Tensor& chips, const torch::Tensor& targets) {
    const torch::NoGradGuard no_grad;
    Mixtures all;
    torch::Tensor whom;
    for (const Space& space : spaces_) {
      const torch::Tensor own = unit_length(space.net->forward(chips));
      if (!whom.defined()) {
        const torch::Tensor others = targets.unsqueeze(1) != labels_.unsqueeze(0);
        whom = own.matmul(space.people.t()).masked_fill_(others, -2).argmax(1);
      }
      all.push_back(unit_length((1 - part_) * own + part_ * space.people.index_select(0, whom)));
    }
    return all;
  }

  /// Changes light alone, within the generator's bound on luma; colour stays as it began.
  torch::Tensor optimised(const torch::Tensor& chips, const torch::Tensor& start,
                          const torch::Tensor& targets) {
    const Mixtures goal = wanted(chips, targets);
    const double bound = generator_->options().max_luma;
    const int64_t knots = chips.size(2) / kKnot;
    torch::Tensor moved = torch::zeros({chips.size(0), 1, knots, knots});
    torch::Tensor first = torch::zeros_like(moved), second = torch::zeros_like(moved);
    torch::manual_seed(2018);
    for (int i = 1; i <= steps_; ++i) {
      const torch::Tensor at = moved.detach().requires_grad_();
      const torch::Tensor loss = distance(chips, start + spread(at), goal, targets);
      const torch::Tensor slope = torch::autograd::grad({loss}, {at})[0];
      first = 0.9 * first + 0.1 * slope;  // Adam (Kingma and Ba 2015)
      second = 0.99 * second + 0.01 * slope.square();
      const torch::Tensor step =
          first / (1 - std::pow(0.9, i)) / ((second / (1 - std::pow(0.99, i))).sqrt() + 1e-10);
      moved = (at.detach() - kStep * step).clamp(-bound, bound);
    }
    return start + spread(moved);
  }

  static torch::Tensor spread(const torch::Tensor& knots) {
    return torch::upsample_bilinear2d(
        knots, std::vector<int64_t>{knots.size(2) * kKnot, knots.size(3) * kKnot}, false);
  }

  torch::Tensor distance(const torch::Tensor& chips, const torch::Tensor& change,
                         const Mixtures& goal, const torch::Tensor& targets) {
    const torch::Tensor faces = apply_change(chips, change, mask_);
    const torch::Tensor view = augment_geometry(faces, kCuts);
    torch::Tensor loss =
        kSsimWeight * torch::relu(kSsimEnough - structural_similarity(faces, chips)).sum();
    const auto m = static_cast<std::size_t>(torch::randint(spaces_.size(), {1}).item<int64_t>());
    loss = loss + 4 * (1 - cosine(spaces_[m].net->forward(view), goal[m])).sum();
    for (std::size_t k = 0; k < kClassifiersAStep; ++k) {
      const auto c =
          static_cast<std::size_t>(torch::randint(classifiers_.size(), {1}).item<int64_t>());
      const auto n = static_cast<double>(targets.size(0));
      loss = loss + n * kGenderWeight *
                        gender_loss(classifiers_[c]->forward(view) / typical_[c], targets, 1.5);
    }
    return loss;
  }

  Generator generator_;
  double part_;
  int steps_;
  torch::Tensor mask_, labels_;
  std::vector<Space> spaces_;
  std::vector<std::shared_ptr<GenderJudge>> classifiers_;
  std::vector<double> typical_;
  std::size_t done_ = 0;
};

int run(int argc, char** argv) {
  Words words;
  std::string option;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.rfind("--", 0) == 0) {
      option = word.substr(2);
    } else {
      words[option].push_back(word);
    }
  }
  const std::vector<std::string> given = words[""];
  if (given.size() != 4 || words["people"].size() != 1 || words["matcher"].empty() ||
      words["classifier"].empty()) {
    std::cerr << kUsage;
    return 2;
  }
  at::set_num_threads(1);
  AnonymizeOptions options;
  options.inputs = {given[0]};
  options.output = given[1];
  options.mode = Mode::kRandom;
  options.unchecked = true;
  if (!words["seed"].empty()) options.seed = std::stoull(words["seed"][0]);
  Manifest labels;
  if (!words["labels"].empty()) {
    labels = read_manifest(words["labels"][0]);
    options.labels = &labels;
  }
  const auto detector = make_detector({{}, {}, given[2]});
  Observer quiet;
  Mixing mixing(given[3], words);
  const auto labeller = make_network_gender_classifier(words["classifier"][0], {}, "labeller");
  const AnonymizeReport report = anonymize(options, *detector, mixing, labeller.get(), quiet);
  std::cout << report.count(OutcomeKind::kProtected) << " of " << report.photographs()
            << " photographs changed\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
