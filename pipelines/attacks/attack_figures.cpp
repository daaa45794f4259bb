#include "pipelines/attacks/attack_figures.hpp"

#include <torch/types.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "src/core/figure_book.hpp"
#include "src/core/two_class_scores.hpp"

namespace antifaz {
namespace {

constexpr double kUndecided = 0.5;

TwoClassScores two_classes(const torch::Tensor& scores, const torch::Tensor& labels,
                           const std::vector<std::uint32_t>& subjects) {
  const torch::Tensor values = scores.contiguous(), classes = labels.contiguous();
  TwoClassScores result;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    const double score = values.data_ptr<double>()[i];
    classes.data_ptr<int64_t>()[i] == 1 ? result.add_positive(score, subjects[i])
                                        : result.add_negative(score, subjects[i]);
  }
  result.finish();
  return result;
}

}  // namespace

AttackFigures attack_figures(const AttackAnswers& answers, std::size_t replicates,
                             std::uint64_t seed) {
  return mean_attack_figures({answers.scores}, answers, replicates, seed);
}

AttackFigures mean_attack_figures(const std::vector<at::Tensor>& scores,
                                  const AttackAnswers& answers, std::size_t replicates,
                                  std::uint64_t seed) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  std::vector<std::uint32_t> numbered;
  for (const std::uint32_t subject : answers.subjects) {
    const auto next = static_cast<std::uint32_t>(numbers.size());
    numbered.push_back(numbers.emplace(subject, next).first->second);
  }
  std::vector<TwoClassScores> attackers;
  for (const torch::Tensor& one : scores) {
    attackers.push_back(two_classes(one, answers.labels, numbered));
  }
  Multiplicities attackers_drawn(attackers.size(), 1);
  std::mt19937_64 random(seed + 1);  // beside that of the people
  bool replicate = false;            // the first time everybody counts once
  const auto mean = [&](auto figure_of) {
    double sum = 0;
    for (std::size_t i = 0; i < attackers.size(); ++i) {
      if (attackers_drawn[i] > 0) sum += attackers_drawn[i] * figure_of(attackers[i]);
    }
    return sum / static_cast<double>(attackers.size());
  };
  const auto mean_auc = [&] { return mean([](const auto& of) { return of.auc(); }); };
  AttackFigures figures;
  FigureBook book;
  book.add(figures.auc, mean_auc);
  book.add(figures.auc_distance, [&] { return std::abs(mean_auc() - 0.5); });
  book.add(figures.balanced_accuracy,
           [&] { return mean([](const auto& of) { return of.balanced_accuracy(kUndecided); }); });
  book.estimate(SubjectBootstrap(numbers.size(), replicates, seed),
                [&](const Multiplicities& times) {
                  if (replicate && attackers.size() > 1) {
                    attackers_drawn.assign(attackers.size(), 0);
                    for (std::size_t i = 0; i < attackers.size(); ++i) {
                      ++attackers_drawn[random() % attackers.size()];
                    }
                  }
                  replicate = true;
                  for (std::size_t i = 0; i < attackers.size(); ++i) {
                    if (attackers_drawn[i] > 0) attackers[i].weigh(times);
                  }
                });
  return figures;
}

std::size_t distinct(const std::vector<std::uint32_t>& subjects) {
  return std::set<std::uint32_t>(subjects.begin(), subjects.end()).size();
}

AttackResult result_of(const Attacker::Description& about, const std::vector<std::uint32_t>& learnt,
                       const std::vector<std::uint32_t>& tested) {
  AttackResult result;
  result.name = about.name;
  result.kind = about.kind;
  result.target = about.target;
  result.in_the_loop = about.in_the_loop;
  result.note = about.note;
  result.train_images = learnt.size();
  result.train_subjects = distinct(learnt);
  result.test_images = tested.size();
  result.test_subjects = distinct(tested);
  return result;
}

AttackAnswers averaged_over_people(const AttackAnswers& answers, std::size_t fewest) {
  struct Person {
    double sum = 0;
    std::size_t faces = 0;
    int64_t label = 0;
  };
  std::map<std::uint32_t, Person> people;
  for (std::size_t i = 0; i < answers.subjects.size(); ++i) {
    const auto row = static_cast<int64_t>(i);
    Person& person = people[answers.subjects[i]];
    if (person.faces++ == 0) person.label = answers.labels[row].item<int64_t>();
    person.sum += answers.scores[row].item<double>();
  }
  std::vector<double> scores;
  std::vector<int64_t> labels;
  AttackAnswers result;
  for (const auto& [subject, person] : people) {
    if (person.faces < fewest) continue;
    scores.push_back(person.sum / static_cast<double>(person.faces));
    labels.push_back(person.label);
    result.subjects.push_back(subject);
  }
  result.scores = torch::tensor(scores, torch::kDouble);
  result.labels = torch::tensor(labels, torch::kInt64);
  return result;
}

}  // namespace antifaz
