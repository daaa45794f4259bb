#include "bench/frontier.hpp"

#include <torch/types.h>

#include <cmath>

#include "models/judges/embedding_net.hpp"
#include "pipelines/evaluate/embedding_comparisons.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kOnePerMille = 2;
static_assert(kFalseMatchRates[kOnePerMille] == 0.001);

}  // namespace

Frontier::Frontier(const Manifest& manifest, const std::vector<Pair>& pairs,
                   const EmbeddedFaces& faces, const FaceMatcher& matcher)
    : matcher_(matcher),
      subjects_(subjects_of(manifest)),
      trials_(trials_of(pairs, manifest).trials),
      faces_(faces) {
  subjects_.groupings.clear();  // nobody asks
  if (std::isnan(measure("", faces.embeddings).matched)) {
    throw Error(manifest.folder, "needs 1,000 pairs of different people for an FMR of 0.1 %");
  }
}

FrontierPoint Frontier::measure(const std::string& amount, const at::Tensor& protecteds) const {
  Collected collected;
  collected.originals = by_row(faces_.embeddings);
  collected.protecteds = by_row(protecteds);
  const MatchResult matches = compare_matches(compare_embeddings(matcher_, 0, collected, trials_),
                                              subjects_, SubjectBootstrap(subjects_.count, 0, 1));
  const torch::Tensor known = (faces_.labels >= 0).nonzero().squeeze(1);
  AttackFaces attacked;
  attacked.labels = faces_.labels.index_select(0, known);
  attacked.subjects = subjects(known);
  attacked.embeddings.push_back(
      {matcher_.name(),
       false,
       {faces_.embeddings.index_select(0, known), protecteds.index_select(0, known)}});
  AttackOptions options;
  options.replicates = 0;
  Observer quiet;
  const AttackResults results = run_attacks(attacked, {}, options, quiet);
  if (results.too_few_people) throw Error("needs more labelled people for attackers to learn from");

  FrontierPoint point;
  point.amount = amount;
  point.cosine = cosine(faces_.embeddings, protecteds).mean().item<double>();
  const OperatingPoint& one = matches.kinds[kOriginalProtected].points[kOnePerMille];
  const OperatingPoint& both = matches.kinds[kProtectedProtected].points[kOnePerMille];
  point.matched = one.tmr.value;
  point.matched_both = both.tmr.value;
  point.false_matched = one.fmr_met.value;
  point.false_matched_both = both.fmr_met.value;
  point.linear = results.attackers.at(0).changed.auc.value;
  point.neighbours = results.attackers.at(1).changed.auc.value;
  return point;
}

at::Tensor Frontier::coins(std::uint64_t seed) const {
  const auto generator = at::detail::createCPUGenerator(seed);
  const torch::Tensor of_person =
      2 * torch::randint(2, {static_cast<int64_t>(subjects_.count)}, generator) - 1;
  std::vector<float> coins;
  for (const std::uint32_t subject : subjects(torch::arange(faces_.rows.size(0)))) {
    coins.push_back(of_person[subject].item<float>());
  }
  return torch::tensor(coins);
}

at::Tensor Frontier::means_of_people(const at::Tensor& embeddings) const {
  std::vector<int64_t> numbers;
  for (const std::uint32_t subject : subjects(torch::arange(faces_.rows.size(0)))) {
    numbers.push_back(subject);
  }
  const torch::Tensor person = torch::tensor(numbers, torch::kInt64);
  const auto people = static_cast<int64_t>(subjects_.count);
  const torch::Tensor sums =
      torch::zeros({people, embeddings.size(1)}).index_add(0, person, embeddings);
  const torch::Tensor faces = torch::bincount(person, {}, people).unsqueeze(1);
  return (sums / faces).index_select(0, person);
}

std::vector<std::uint32_t> Frontier::subjects(const at::Tensor& faces) const {
  const torch::Tensor rows = faces_.rows.index_select(0, faces).contiguous();
  std::vector<std::uint32_t> found;
  for (int64_t i = 0; i < rows.size(0); ++i) {
    found.push_back(subjects_.of_row.at(static_cast<std::size_t>(rows.data_ptr<int64_t>()[i])));
  }
  return found;
}

std::vector<std::optional<FaceScores>> Frontier::by_row(const at::Tensor& embeddings) const {
  const torch::Tensor all = embeddings.contiguous();
  std::vector<std::optional<FaceScores>> faces(subjects_.of_row.size());
  for (int64_t i = 0; i < all.size(0); ++i) {
    const cv::Mat row(1, static_cast<int>(all.size(1)), CV_32F, all[i].data_ptr<float>());
    faces.at(static_cast<std::size_t>(faces_.rows[i].item<int64_t>())) =
        FaceScores{{}, {row.clone()}};
  }
  return faces;
}

}  // namespace antifaz
