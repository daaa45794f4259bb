#include "pipelines/attacks/gallery_attacks.hpp"

#include <torch/types.h>

#include <chrono>
#include <memory>
#include <utility>

#include "pipelines/attacks/attack_curves.hpp"
#include "pipelines/attacks/attack_figures.hpp"
#include "pipelines/attacks/attack_rows.hpp"

namespace antifaz {
namespace {

/// An attacker on embeddings under the name it has with a gallery of its own.
class FromGallery : public Attacker {
 public:
  explicit FromGallery(std::unique_ptr<Attacker> attacker) : attacker_(std::move(attacker)) {}

  Description description() const override {
    Description about = attacker_->description();
    about.name += ", own gallery";
    about.kind = "gallery";
    about.note += "; learnt from the gallery of another data set that was given";
    return about;
  }
  void train(const AttackFaces& faces, const at::Tensor& rows, Version version) override {
    attacker_->train(faces, rows, version);
  }
  at::Tensor scores(const AttackFaces& faces, const at::Tensor& rows, Version version) override {
    return attacker_->scores(faces, rows, version);
  }

 private:
  std::unique_ptr<Attacker> attacker_;
};

AttackResult run(Attacker& attacker, const LearntAndTested& faces, const AttackOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  AttackAnswers answers{
      {}, labels_at(faces.tested, faces.test), subjects_at(faces.tested, faces.test)};
  AttackResult result = result_of(attacker.description(), subjects_at(faces.learnt, faces.training),
                                  answers.subjects);
  attacker.train(faces.learnt, faces.training, kOriginalVersion);
  answers.scores = attacker.scores(faces.tested, faces.test, kOriginalVersion);
  result.original = attack_figures(answers, options.replicates, options.seed);
  answers.scores = attacker.scores(faces.tested, faces.test, kProtectedVersion);
  result.changed = attack_figures(answers, options.replicates, options.seed);
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return result;
}

}  // namespace

void attack_from_gallery(const AttackFaces& gallery, const AttackFaces& faces,
                         const AttackOptions& options, Observer& observer, AttackResults& results) {
  const auto all = [](const AttackFaces& of) {
    return torch::arange(static_cast<int64_t>(of.size()));
  };
  const LearntAndTested parts{gallery, all(gallery), faces, all(faces)};
  if (rarer_people(gallery, parts.training) == 0) return;
  if (rarer_people(faces, parts.test) < kFewestTestPeople) return;
  for (std::size_t i = 0; i < gallery.embeddings.size(); ++i) {
    for (auto* const make : {make_linear_attacker, make_neighbour_attacker}) {
      FromGallery attacker(make(gallery, i));
      results.curves.push_back(gallery_curve(attacker, parts, options, observer));
      results.attackers.push_back(run(attacker, parts, options));
    }
  }
}

}  // namespace antifaz
