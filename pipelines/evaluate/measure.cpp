#include "pipelines/evaluate/measure.hpp"

#include <string>
#include <utility>

#include "pipelines/attacks/run_attacks.hpp"
#include "pipelines/evaluate/attackable_faces.hpp"
#include "pipelines/evaluate/brought_gallery.hpp"
#include "pipelines/evaluate/embedding_comparisons.hpp"
#include "pipelines/measures/folder_faults.hpp"
#include "pipelines/measures/identification.hpp"
#include "pipelines/measures/trade_offs.hpp"
#include "pipelines/measures/verdict.hpp"
#include "pipelines/measures/verification_trials.hpp"

namespace antifaz {
namespace {

using Faces = std::vector<std::optional<FaceScores>>;

MaleScores male_scores(const Collected& collected, std::size_t judge) {
  const auto of = [&](const Faces& faces) {
    std::vector<std::optional<double>> male(faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i) {
      if (faces[i]) male[i] = faces[i]->male.at(judge);
    }
    return male;
  };
  return {of(collected.originals), of(collected.protecteds)};
}

/// Whether matchers have anything to do.
bool wants_embeddings(const MeasureOptions& options) {
  return options.all_pairs || !options.pairs.empty() || options.effort != AttackEffort::kNone;
}

CollectOptions collect_options(const MeasureOptions& options) {
  CollectOptions collect;
  collect.originals = options.originals;
  collect.protected_folder = options.protected_folder;
  collect.embed = wants_embeddings(options);
  collect.batch = options.batch;
  collect.keep.chips = options.effort == AttackEffort::kAll;
  collect.keep.gallery = options.gallery;
  return collect;
}

class Measurement {
 public:
  Measurement(const MeasureOptions& options, const Judges& judges, Observer& observer)
      : options_(options),
        judges_(judges),
        observer_(observer),
        subjects_(subjects_of(options.originals)),
        bootstrap_(subjects_.count, options.replicates, options.seed) {}

  EvaluateReport run(const Collected& collected, const BroughtGallery* gallery) {
    describe(collected);
    for (std::size_t i = 0; i < judges_.classifiers.size(); ++i) {
      const auto& judge = judges_.classifiers[i];
      add_classifier(judge.box->name(), judge.in_the_loop, male_scores(collected, i));
    }
    find_trials();
    for (std::size_t i = 0; i < judges_.matchers.size() && !trials_.empty(); ++i) {
      add_matcher(judges_.matchers[i], i, collected);
    }
    for (const GivenScores& given : options_.given) {
      if (given.male) add_classifier(given.name, false, *given.male);
      if (given.matches) add_matches(given.name, false, *given.matches);
    }
    report_.trade_offs = trade_offs_of(report_.gender, report_.matching);
    report_.folder_faults =
        find_folder_faults(collected.change, options_.originals.rows, report_.gender);
    attack(collected, gallery);
    report_.verdict = verdict_of(report_);
    return std::move(report_);
  }

 private:
  void describe(const Collected& collected) {
    report_.originals = options_.originals.folder.string();
    report_.protecteds = options_.protected_folder.string();
    report_.images = options_.originals.rows.size();
    report_.subjects = subjects_.count;
    report_.replicates = options_.replicates;
    report_.seed = options_.seed;
    for (const ManifestRow& row : options_.originals.rows) {
      ++(!row.gender                    ? report_.unlabelled
         : *row.gender == Gender::kMale ? report_.men
                                        : report_.women);
    }
    report_.missing_protected = collected.missing_protected;
    report_.unreadable = collected.unreadable;
    report_.no_face_original = collected.no_face_original;
    report_.no_face_protected = collected.no_face_protected;
    report_.quality = collected.quality;
    report_.problems = collected.problems;
  }

  void expect_to_go_on() const {
    if (observer_.wants_stop()) {
      throw Stopped("stopped between two judges; nothing was kept, run the evaluation again");
    }
  }

  void add_classifier(const std::string& name, bool in_the_loop, const MaleScores& scores) {
    expect_to_go_on();
    GenderResult result = compare_genders(scores, options_.originals.rows, subjects_, bootstrap_);
    result.classifier = name;
    result.in_the_loop = in_the_loop;
    report_.gender.push_back(std::move(result));
  }

  void find_trials() {
    Trials found = options_.all_pairs ? all_trials(subjects_, options_.seed)
                                      : trials_of(options_.pairs, options_.originals);
    report_.pairs = options_.all_pairs ? "all" : options_.pairs.empty() ? "none" : "file";
    report_.mated = found.mated;
    report_.non_mated = found.non_mated;
    report_.non_mated_possible = found.non_mated_possible;
    for (std::string& problem : found.problems) report_.problems.push_back(std::move(problem));
    trials_ = std::move(found.trials);
  }

  void add_matcher(const Judge<FaceMatcher>& judge, std::size_t number,
                   const Collected& collected) {
    const FaceMatcher& box = *judge.box;
    add_matches(box.name(), judge.in_the_loop, compare_embeddings(box, number, collected, trials_));
    std::vector<bool> acquired;
    for (const auto& face : collected.originals) acquired.push_back(face.has_value());
    report_.matching.back().identification = closed_set_identification(
        acquired,
        [&](std::size_t gallery, std::size_t probe, bool changed) {
          return similarity(box, number, collected.originals[gallery],
                            (changed ? collected.protecteds : collected.originals)[probe]);
        },
        subjects_, bootstrap_);
  }

  void add_matches(const std::string& name, bool in_the_loop, const Comparisons& comparisons) {
    expect_to_go_on();
    MatchResult result = compare_matches(comparisons, subjects_, bootstrap_);
    result.matcher = name;
    result.in_the_loop = in_the_loop;
    if (result.kinds[kOriginalOriginal].non_mated == 0) {
      report_.problems.push_back(name + ": no non-mated pair of originals to set thresholds with");
    }
    report_.matching.push_back(std::move(result));
  }

  void attack(const Collected& collected, const BroughtGallery* gallery) {
    if (options_.effort == AttackEffort::kNone) return;
    AttackOptions attacks;
    attacks.effort = options_.effort;
    attacks.replicates = options_.replicates;
    attacks.seed = options_.seed;
    attacks.device = options_.device;
    AttackResults results =
        run_attacks(attackable_faces(collected, options_.originals, subjects_, judges_),
                    judges_.classifiers, attacks, observer_, gallery ? &gallery->faces : nullptr);
    report_.attackers = std::move(results.attackers);
    report_.attack_curves = std::move(results.curves);
    if (gallery) report_.attacker_gallery = gallery->counts;
    report_.too_few_to_attack = results.too_few_people;
  }

  const MeasureOptions& options_;
  const Judges& judges_;
  Observer& observer_;
  const Subjects subjects_;
  const SubjectBootstrap bootstrap_;
  std::vector<Trial> trials_;
  EvaluateReport report_;
};

}  // namespace

Evaluation measure(const MeasureOptions& options, FaceDetector& detector, const Judges& judges,
                   Observer& observer) {
  Collected collected = collect_scores(collect_options(options), detector, judges, observer);
  std::optional<BroughtGallery> gallery;
  if (options.attacker_gallery) {
    gallery =
        look_at_gallery(*options.attacker_gallery, options.originals, detector, judges, observer);
  }
  Evaluation evaluation;
  evaluation.report =
      Measurement(options, judges, observer).run(collected, gallery ? &*gallery : nullptr);
  evaluation.gallery = std::move(collected.kept.gallery);
  return evaluation;
}

}  // namespace antifaz
