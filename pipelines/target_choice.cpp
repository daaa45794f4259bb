#include "pipelines/target_choice.hpp"

#include "src/core/error.hpp"
#include "src/core/keyed_hash.hpp"

namespace antifaz {
namespace {

/// A fair coin where the face's gender is not known; else three times in four the opposite.
Target random_target(std::uint64_t seed, const std::string& name, std::size_t face,
                     std::optional<Gender> label) {
  const std::uint64_t drawn = keyed_hash(seed, name + "#" + std::to_string(face)) % 4;
  if (!label) return drawn % 2 ? Target::kMale : Target::kFemale;
  return target_for(drawn ? Mode::kOpposite : Mode::kSame, *label);
}

void estimate_labels(const std::vector<FaceView>& views, const std::vector<ProtectedFace*>& faces,
                     GenderClassifier* classifier) {
  if (faces.empty()) return;
  if (!classifier) throw Error("has a face without a label and there is no classifier to ask");
  const std::vector<double> male = classifier->probability_male(views);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    faces[i]->label = male.at(i) >= 0.5 ? Gender::kMale : Gender::kFemale;
    faces[i]->label_estimated = true;
  }
}

}  // namespace

std::vector<std::vector<ProtectedFace>> choose_targets(const std::vector<FacesToTarget>& photos,
                                                       Mode mode, std::uint64_t seed,
                                                       GenderClassifier* classifier) {
  std::vector<std::vector<ProtectedFace>> chosen(photos.size());
  std::vector<FaceView> unlabelled_views;
  std::vector<ProtectedFace*> unlabelled;
  for (std::size_t p = 0; p < photos.size(); ++p) {
    const ExaminedPhoto& seen = *photos[p].seen;
    if (seen.faces.empty()) continue;
    const std::size_t main = main_face(seen.faces, seen.bgr.size());
    chosen[p].resize(seen.faces.size());
    for (std::size_t f = 0; f < seen.faces.size(); ++f) {
      ProtectedFace& face = chosen[p][f];
      face.box = seen.faces[f].box;
      if (!needs_label(mode) && !(mode == Mode::kRandom && classifier)) continue;
      if (f == main) face.label = photos[p].plan->label;
      if (face.label) continue;
      unlabelled.push_back(&face);
      unlabelled_views.push_back({seen.bgr, seen.faces[f].landmarks});
    }
  }
  estimate_labels(unlabelled_views, unlabelled, classifier);
  for (std::size_t p = 0; p < photos.size(); ++p) {
    for (std::size_t f = 0; f < chosen[p].size(); ++f) {
      ProtectedFace& face = chosen[p][f];
      if (needs_label(mode)) face.target = target_for(mode, *face.label);
      if (mode == Mode::kRandom) {
        face.target = random_target(seed, photos[p].plan->name, f, face.label);
      }
    }
  }
  return chosen;
}

}  // namespace antifaz
