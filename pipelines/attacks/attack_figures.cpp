#include "pipelines/attacks/attack_figures.hpp"

#include <torch/types.h>

#include <cmath>
#include <map>
#include <set>

#include "src/core/figure_book.hpp"
#include "src/core/two_class_scores.hpp"

namespace antifaz {
namespace {

constexpr double kUndecided = 0.5;

}  // namespace

AttackFigures attack_figures(const AttackAnswers& answers, std::size_t replicates,
                             std::uint64_t seed) {
  const torch::Tensor scores_tensor = answers.scores.contiguous(),
                      labels = answers.labels.contiguous();
  std::map<std::uint32_t, std::uint32_t> numbers;
  TwoClassScores scores;
  for (std::size_t i = 0; i < answers.subjects.size(); ++i) {
    const auto next = static_cast<std::uint32_t>(numbers.size());
    const std::uint32_t subject = numbers.emplace(answers.subjects[i], next).first->second;
    const double score = scores_tensor.data_ptr<double>()[i];
    labels.data_ptr<int64_t>()[i] == 1 ? scores.add_positive(score, subject)
                                       : scores.add_negative(score, subject);
  }
  scores.finish();
  AttackFigures figures;
  FigureBook book;
  book.add(figures.auc, [&] { return scores.auc(); });
  book.add(figures.auc_distance, [&] { return std::abs(scores.auc() - 0.5); });
  book.add(figures.balanced_accuracy, [&] { return scores.balanced_accuracy(kUndecided); });
  book.estimate(SubjectBootstrap(numbers.size(), replicates, seed),
                [&](const Multiplicities& times) { scores.weigh(times); });
  return figures;
}

std::size_t distinct(const std::vector<std::uint32_t>& subjects) {
  return std::set<std::uint32_t>(subjects.begin(), subjects.end()).size();
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
