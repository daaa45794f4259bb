#include "pipelines/evaluate/evaluate.hpp"

#include <chrono>
#include <utility>

#include "pipelines/evaluate/embedding_comparisons.hpp"
#include "pipelines/evaluate/folder_faults.hpp"
#include "pipelines/evaluate/identification.hpp"
#include "pipelines/evaluate/trials.hpp"
#include "src/core/metrics.hpp"

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

class Evaluation {
 public:
  Evaluation(const EvaluateOptions& options, EvaluateReport& report)
      : options_(options),
        report_(report),
        people_(find_people(options.images.originals)),
        bootstrap_(people_.subjects, options.replicates, options.seed) {
    const Manifest& manifest = options.images.originals;
    report_.originals = manifest.folder.string();
    report_.protecteds = options.images.protected_folder.string();
    report_.images = manifest.rows.size();
    report_.subjects = people_.subjects;
    report_.replicates = options.replicates;
    report_.seed = options.seed;
    for (const ManifestRow& row : manifest.rows) {
      ++(!row.gender                    ? report_.unlabelled
         : *row.gender == Gender::kMale ? report_.men
                                        : report_.women);
    }
  }

  void add_classifier(const std::string& name, bool in_the_loop, const MaleScores& scores) {
    GenderResult result =
        compare_genders(scores, options_.images.originals.rows, people_, bootstrap_);
    result.classifier = name;
    result.in_the_loop = in_the_loop;
    report_.gender.push_back(std::move(result));
  }

  void find_trials() {
    Trials found = options_.all_pairs ? all_trials(people_, options_.seed)
                                      : trials_of(options_.pairs, options_.images.originals);
    report_.pairs = options_.all_pairs ? "all" : options_.pairs.empty() ? "none" : "file";
    report_.mated = found.mated;
    report_.non_mated = found.non_mated;
    report_.non_mated_possible = found.non_mated_possible;
    for (std::string& problem : found.problems) report_.problems.push_back(std::move(problem));
    trials_ = std::move(found.trials);
  }

  void add_matcher(const Judge<FaceMatcher>& judge, std::size_t number,
                   const Collected& collected) {
    if (trials_.empty()) return;
    const FaceMatcher& box = *judge.box;
    add_matches(box.name(), judge.in_the_loop, compare_embeddings(box, number, collected, trials_));
    std::vector<bool> acquired;
    for (const auto& face : collected.originals) acquired.push_back(face.has_value());
    report_.matching.back().identification = identify(
        acquired,
        [&](std::size_t gallery, std::size_t probe, bool changed) {
          return similarity(box, number, collected.originals[gallery],
                            (changed ? collected.protecteds : collected.originals)[probe]);
        },
        people_, bootstrap_);
  }

  void add_matches(const std::string& name, bool in_the_loop, const Comparisons& comparisons) {
    MatchResult result = compare_matches(comparisons, people_, bootstrap_);
    result.matcher = name;
    result.in_the_loop = in_the_loop;
    if (result.kinds[kOriginalOriginal].non_mated == 0) {
      report_.problems.push_back(name + ": no non-mated pair of originals to set thresholds with");
    }
    report_.matching.push_back(std::move(result));
  }

  void add_trade_offs() {
    for (const GenderResult& gender : report_.gender) {
      for (const MatchResult& match : report_.matching) {
        for (const Kind kind : {kOriginalProtected, kProtectedProtected}) {
          const auto pic = [&](bool turned) {
            return privacy_gain_identity_loss(1 - gender.original.balanced_accuracy.value,
                                              1 - gender.changed.balanced_accuracy.value,
                                              match.kinds[kOriginalOriginal].eer.value,
                                              match.kinds[kind].eer.value, turned);
          };
          report_.trade_offs.push_back(
              {gender.classifier, match.matcher, kind, pic(false), pic(true)});
        }
      }
    }
  }

 private:
  const EvaluateOptions& options_;
  EvaluateReport& report_;
  People people_;
  SubjectBootstrap bootstrap_;
  std::vector<Trial> trials_;
};

}  // namespace

EvaluateReport evaluate(const EvaluateOptions& options, FaceDetector& detector,
                        const std::vector<Judge<GenderClassifier>>& classifiers,
                        const std::vector<Judge<FaceMatcher>>& matchers, Observer& observer) {
  const auto start = std::chrono::steady_clock::now();
  EvaluateReport report;
  Evaluation evaluation(options, report);
  const Collected collected =
      collect_scores(options.images, detector, classifiers, matchers, observer, report);
  for (std::size_t i = 0; i < classifiers.size(); ++i) {
    evaluation.add_classifier(classifiers[i].box->name(), classifiers[i].in_the_loop,
                              male_scores(collected, i));
  }
  evaluation.find_trials();
  for (std::size_t i = 0; i < matchers.size() && options.images.embed; ++i) {
    evaluation.add_matcher(matchers[i], i, collected);
  }
  for (const GivenScores& given : options.given) {
    if (given.male) evaluation.add_classifier(given.name, false, *given.male);
    if (given.matches) evaluation.add_matches(given.name, false, *given.matches);
  }
  evaluation.add_trade_offs();
  report.leaks = find_leaks(collected.change, options.images.originals.rows, report.gender);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace antifaz
