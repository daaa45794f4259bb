#include "pipelines/attacks/attack_curves.hpp"

#include <torch/types.h>

#include <algorithm>
#include <map>
#include <random>
#include <utility>

#include "pipelines/attacks/attack_figures.hpp"
#include "pipelines/attacks/attack_rows.hpp"

namespace antifaz {
namespace {

using Rows = std::vector<int64_t>;

/// The first `count` of `items` in random order.
template <typename Item>
std::vector<Item> draw(std::vector<Item> items, std::size_t count, std::mt19937_64& random) {
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(items[i], items[i + random() % (items.size() - i)]);
  }
  items.resize(count);
  return items;
}

/// Faces of women and of men, by person.
std::array<std::vector<Rows>, 2> people_by_label(const AttackFaces& faces,
                                                 const torch::Tensor& rows) {
  std::array<std::map<std::uint32_t, Rows>, 2> people;
  for (int64_t i = 0; i < rows.size(0); ++i) {
    const int64_t row = rows[i].item<int64_t>();
    const auto label = static_cast<std::size_t>(faces.labels[row].item<int64_t>());
    people.at(label)[faces.subjects[static_cast<std::size_t>(row)]].push_back(row);
  }
  std::array<std::vector<Rows>, 2> result;
  for (std::size_t label = 0; label < 2; ++label) {
    for (auto& [subject, own] : people[label]) result[label].push_back(std::move(own));
  }
  return result;
}

AttackCurve curve_of(const Attacker::Description& about, const std::string& unit) {
  AttackCurve curve;
  curve.name = about.name;
  curve.kind = about.kind;
  curve.unit = unit;
  curve.in_the_loop = about.in_the_loop;
  return curve;
}

}  // namespace

std::vector<at::Tensor> draw_galleries(const AttackFaces& faces, const at::Tensor& rows,
                                       std::size_t size, std::size_t draws, std::uint64_t seed) {
  const auto people = people_by_label(faces, rows);
  if (std::min(people[0].size(), people[1].size()) < size) return {};
  std::mt19937_64 random(seed);
  std::vector<torch::Tensor> galleries;
  for (std::size_t i = 0; i < draws; ++i) {
    Rows gallery;
    for (const auto& of_label : people) {
      for (const Rows& own : draw(of_label, size, random)) {
        gallery.push_back(own[random() % own.size()]);
      }
    }
    galleries.push_back(torch::tensor(gallery, torch::kInt64));
  }
  return galleries;
}

AttackCurve gallery_curve(Attacker& attacker, const LearntAndTested& faces,
                          const AttackOptions& options, const Observer& observer) {
  AttackCurve curve = curve_of(attacker.description(), "faces of each gender");
  const AttackAnswers asked{
      {}, labels_at(faces.tested, faces.test), subjects_at(faces.tested, faces.test)};
  for (const std::size_t size : kGallerySizes) {
    const auto galleries =
        draw_galleries(faces.learnt, faces.training, size, kGalleryDraws, options.seed);
    if (galleries.empty()) break;
    if (observer.wants_stop()) {
      throw Stopped("stopped between two attackers; run the evaluation again");
    }
    AttackPoint point;
    point.size = size;
    point.draws = galleries.size();
    for (const Version version : {kOriginalVersion, kProtectedVersion}) {
      std::vector<torch::Tensor> scores;
      for (const torch::Tensor& gallery : galleries) {
        attacker.train(faces.learnt, gallery, version);
        scores.push_back(attacker.scores(faces.tested, faces.test, version));
      }
      (version == kOriginalVersion ? point.original : point.changed) =
          mean_attack_figures(scores, asked, options.replicates, options.seed);
    }
    curve.points.push_back(point);
  }
  return curve;
}

std::vector<AttackCurve> pair_curves(const std::vector<std::unique_ptr<Attacker>>& attackers,
                                     const LearntAndTested& faces,
                                     const std::vector<AttackResult>& with_all,
                                     const AttackOptions& options) {
  std::vector<AttackCurve> curves;
  std::vector<std::pair<Attacker*, const AttackResult*>> restorers;
  for (const auto& attacker : attackers) {
    const Attacker::Description about = attacker->description();
    if (about.kind != "restored") continue;
    const auto result =
        std::find_if(with_all.begin(), with_all.end(),
                     [&](const AttackResult& one) { return one.name == about.name; });
    restorers.emplace_back(attacker.get(), &*result);
    curves.push_back(curve_of(about, "pairs"));
  }
  if (restorers.empty()) return curves;
  const auto all = static_cast<std::size_t>(faces.training.size(0));
  Rows rows(faces.training.data_ptr<int64_t>(), faces.training.data_ptr<int64_t>() + all);
  for (const std::size_t count : kPairCounts) {
    if (count >= all) continue;
    std::mt19937_64 random(options.seed);
    const torch::Tensor some = torch::tensor(draw(rows, count, random), torch::kInt64);
    for (std::size_t i = 0; i < restorers.size(); ++i) {  // they share what they train
      const auto& [attacker, result] = restorers[i];
      attacker->train(faces.learnt, some, kProtectedVersion);
      const AttackAnswers answers{attacker->scores(faces.tested, faces.test, kProtectedVersion),
                                  labels_at(faces.tested, faces.test),
                                  subjects_at(faces.tested, faces.test)};
      curves[i].points.push_back(
          {count, 1, *result->original, attack_figures(answers, options.replicates, options.seed)});
    }
  }
  for (std::size_t i = 0; i < restorers.size(); ++i) {
    const AttackResult& result = *restorers[i].second;
    curves[i].points.push_back({all, 1, *result.original, result.changed});
  }
  return curves;
}

}  // namespace antifaz
