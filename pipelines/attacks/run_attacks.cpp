#include "pipelines/attacks/run_attacks.hpp"

#include <torch/types.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "models/device.hpp"
#include "pipelines/attacks/attack_curves.hpp"
#include "pipelines/attacks/attack_figures.hpp"
#include "pipelines/attacks/attack_rows.hpp"
#include "pipelines/attacks/gallery_attacks.hpp"

namespace antifaz {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

AttackFigures figures(const AttackAnswers& answers, const AttackOptions& options) {
  return attack_figures(answers, options.replicates, options.seed);
}

/// Runs attackers that learn.
class Attacks {
 public:
  Attacks(const AttackFaces& faces, const AttackSplit& split, const AttackOptions& options)
      : faces_(faces), split_(split), options_(options) {}

  AttackResult run(Attacker& attacker) const {
    const auto start = Clock::now();
    const Attacker::Description about = attacker.description();
    AttackResult result =
        result_of(about, subjects_at(faces_, split_.training), subjects_at(faces_, split_.test));
    if (about.target == "gender") {
      attacker.train(faces_, split_.training, kOriginalVersion);
      result.original = figures(answers(attacker, kOriginalVersion), options_);
    }
    attacker.train(faces_, split_.training, kProtectedVersion);
    result.changed = figures(
        about.target == "gender" ? answers(attacker, kProtectedVersion) : detection(attacker),
        options_);
    result.seconds = seconds_since(start);
    return result;
  }

 private:
  AttackAnswers answers(Attacker& attacker, Version version) const {
    return {attacker.scores(faces_, split_.test, version), labels_at(faces_, split_.test),
            subjects_at(faces_, split_.test)};
  }

  AttackAnswers detection(Attacker& attacker) const {
    AttackAnswers both;
    both.scores = torch::cat({attacker.scores(faces_, split_.test, kOriginalVersion),
                              attacker.scores(faces_, split_.test, kProtectedVersion)});
    both.labels = torch::cat({torch::zeros_like(split_.test), torch::ones_like(split_.test)});
    both.subjects = subjects_at(faces_, split_.test);
    const std::vector<std::uint32_t> again = both.subjects;
    both.subjects.insert(both.subjects.end(), again.begin(), again.end());
    return both;
  }

  const AttackFaces& faces_;
  const AttackSplit& split_;
  const AttackOptions& options_;
};

/// Nothing is learnt, so everybody with enough faces is in the test. Nothing where they are too
/// few: of a single woman the AUC would be 0 or 1, whatever the classifier knows.
std::optional<AttackResult> aggregated(const AttackFaces& faces, const AttackFaces::Judged& judge,
                                       const AttackOptions& options) {
  const auto start = Clock::now();
  const auto average = [&](Version version) {
    return averaged_over_people({judge.rows[version], faces.labels, faces.subjects},
                                kFewestAggregated);
  };
  const AttackAnswers changed = average(kProtectedVersion);
  const auto people = static_cast<int64_t>(changed.subjects.size());
  const int64_t men = changed.labels.sum().item<int64_t>();
  if (std::min(men, people - men) < static_cast<int64_t>(kFewestTestPeople)) return std::nullopt;
  std::map<std::uint32_t, std::size_t> faces_of;
  for (const std::uint32_t subject : faces.subjects) ++faces_of[subject];
  AttackResult result;
  result.name = judge.judge + " averaged over a person";
  result.kind = "aggregated";
  result.target = "gender";
  result.in_the_loop = judge.in_the_loop;
  result.note = "mean score of all images of a person, people of at least " +
                std::to_string(kFewestAggregated) + " images";
  for (const std::uint32_t subject : changed.subjects) result.test_images += faces_of[subject];
  result.test_subjects = changed.subjects.size();
  result.original = figures(average(kOriginalVersion), options);
  result.changed = figures(changed, options);
  result.seconds = seconds_since(start);
  return result;
}

std::vector<std::unique_ptr<Attacker>> make_attackers(
    const AttackFaces& faces, const std::vector<Judge<GenderClassifier>>& classifiers,
    const AttackOptions& options, Observer& observer) {
  std::vector<std::unique_ptr<Attacker>> attackers;
  for (std::size_t i = 0; i < faces.embeddings.size(); ++i) {
    attackers.push_back(make_linear_attacker(faces, i));
    attackers.push_back(make_neighbour_attacker(faces, i));
  }
  if (options.effort == AttackEffort::kFast) return attackers;
  const AttackTraining training{options.seed, torch_device(options.device), &observer};
  attackers.push_back(make_retrained_attacker(training));
  std::vector<GenderClassifier*> boxes;
  std::vector<bool> in_the_loop;
  for (const auto& classifier : classifiers) {
    boxes.push_back(classifier.box.get());
    in_the_loop.push_back(classifier.in_the_loop);
  }
  for (auto& attacker : make_restoration_attackers(training, boxes, in_the_loop)) {
    attackers.push_back(std::move(attacker));
  }
  attackers.push_back(make_detection_attacker(training));
  return attackers;
}

}  // namespace

std::optional<AttackSplit> split_people(const AttackFaces& faces, std::uint64_t seed) {
  std::map<std::uint32_t, int64_t> label_of;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    label_of.emplace(faces.subjects[i], faces.labels[static_cast<int64_t>(i)].item<int64_t>());
  }
  std::array<std::vector<std::uint32_t>, 2> people;
  for (const auto& [subject, label] : label_of) people[label == 1].push_back(subject);
  auto generator = at::detail::createCPUGenerator(seed);
  std::map<std::uint32_t, bool> tests;
  for (const auto& group : people) {
    const auto n = static_cast<int64_t>(group.size()), test = n / 3;
    if (test < static_cast<int64_t>(kFewestTestPeople)) return std::nullopt;
    const torch::Tensor order = torch::randperm(n, generator, torch::kInt64);
    for (int64_t i = 0; i < n; ++i) {
      tests[group[static_cast<std::size_t>(order[i].item<int64_t>())]] = i < test;
    }
  }
  std::array<std::vector<int64_t>, 2> rows;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    rows[tests.at(faces.subjects[i])].push_back(static_cast<int64_t>(i));
  }
  return AttackSplit{torch::tensor(rows[0], torch::kInt64), torch::tensor(rows[1], torch::kInt64)};
}

AttackResults run_attacks(const AttackFaces& faces,
                          const std::vector<Judge<GenderClassifier>>& classifiers,
                          const AttackOptions& options, Observer& observer,
                          const AttackFaces* gallery) {
  AttackResults results;
  if (options.effort == AttackEffort::kNone) return results;
  if (const auto split = split_people(faces, options.seed)) {
    const Attacks attacks(faces, *split, options);
    const LearntAndTested parts{faces, split->training, faces, split->test};
    const auto attackers = make_attackers(faces, classifiers, options, observer);
    for (const auto& attacker : attackers) {
      if (observer.wants_stop())
        throw Stopped("stopped between two attackers; run the evaluation again");
      results.attackers.push_back(attacks.run(*attacker));
      if (results.attackers.back().kind != "embedding") continue;
      results.curves.push_back(gallery_curve(*attacker, parts, options, observer));
    }
    for (AttackCurve& curve : pair_curves(attackers, parts, results.attackers, options)) {
      results.curves.push_back(std::move(curve));
    }
  } else {
    results.too_few_people = true;
  }
  if (gallery) attack_from_gallery(*gallery, faces, options, observer, results);
  for (const auto& judge : faces.scores) {
    if (auto averaged = aggregated(faces, judge, options)) {
      results.attackers.push_back(std::move(*averaged));
    }
  }
  return results;
}

}  // namespace antifaz
