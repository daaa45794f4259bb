#include "pipelines/anonymize/target_choice.hpp"

#include "pipelines/anonymize/plan/group_photos.hpp"
#include "src/core/error.hpp"
#include "src/core/keyed_hash.hpp"

namespace antifaz {
namespace {

/// What the secret coin is thrown for: the person where somebody knows them, since whoever averages
/// over a person's photographs would see through a coin an image; else the face.
std::string drawn_for(const PlannedPhoto& photo, std::size_t face, bool main,
                      const std::string& person) {
  if (main && !photo.person.empty()) return "person " + photo.person;
  if (!person.empty()) return "person " + person;
  return photo.name + "#" + std::to_string(face);
}

/// A fair coin where the face's gender is not known; else two times in three the opposite: faces
/// drawn to one side still keep a little of the order they came in, and that much more of them must
/// change sides for answers to tell nothing (on people held out, of classifiers outside the loop:
/// docs/efficacy.md).
Target random_target(std::uint64_t seed, const std::string& drawn_for,
                     std::optional<Gender> label) {
  const std::uint64_t drawn = keyed_hash(seed, drawn_for) % 6;
  if (!label) return drawn % 2 ? Target::kMale : Target::kFemale;
  return target_for(drawn < 4 ? Mode::kOpposite : Mode::kSame, *label);
}

void estimate_labels(const std::vector<FaceView>& views, const std::vector<ProtectedFace*>& faces,
                     GenderClassifier* classifier) {
  if (faces.empty()) return;
  if (!classifier) throw Error("has a face without a label and there is no classifier to ask");
  const std::vector<double> male = classifier->probability_male(views);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (!(male.at(i) >= 0 && male[i] <= 1)) {
      throw Error("the classifier '" + classifier->name() + "', which estimates labels, answered " +
                  std::to_string(male[i]) + ", no probability; give another one");
    }
    faces[i]->label = male[i] >= 0.5 ? Gender::kMale : Gender::kFemale;
    faces[i]->label_estimated = true;
  }
}

}  // namespace

std::vector<std::vector<ProtectedFace>> choose_targets(const std::vector<FacesToTarget>& photos,
                                                       Mode mode, std::uint64_t seed,
                                                       GenderClassifier* classifier) {
  std::vector<std::vector<ProtectedFace>> chosen(photos.size());
  std::vector<std::size_t> main(photos.size());
  std::vector<FaceView> unlabelled_views;
  std::vector<ProtectedFace*> unlabelled;
  for (std::size_t p = 0; p < photos.size(); ++p) {
    const ExaminedPhoto& seen = *photos[p].seen;
    if (seen.faces.empty()) continue;
    main[p] = photos[p].main_is_left ? seen.faces.size()  // none of them
                                     : main_face(seen.faces, seen.bgr.size());
    chosen[p].resize(seen.faces.size());
    for (std::size_t f = 0; f < seen.faces.size(); ++f) {
      ProtectedFace& face = chosen[p][f];
      face.box = seen.faces[f].box;
      face.score = seen.faces[f].score;
      face.doubtful = seen.faces[f].doubtful;
      face.person = person_at(photos[p].plan->people, face.box);
      if (mode == Mode::kNeutral) continue;
      if (f == main[p]) face.label = photos[p].plan->label;
      if (face.label || !(needs_label(mode) || classifier)) continue;
      unlabelled.push_back(&face);
      unlabelled_views.push_back(
          {seen.bgr, seen.faces[f].landmarks, seen.faces[f].box, (*photos[p].chips)[f]});
    }
  }
  estimate_labels(unlabelled_views, unlabelled, classifier);
  for (std::size_t p = 0; p < photos.size(); ++p) {
    for (std::size_t f = 0; f < chosen[p].size(); ++f) {
      ProtectedFace& face = chosen[p][f];
      if (needs_label(mode)) face.target = target_for(mode, *face.label);
      if (mode == Mode::kRandom) {
        face.target = random_target(seed, drawn_for(*photos[p].plan, f, f == main[p], face.person),
                                    face.label);
      }
    }
  }
  return chosen;
}

}  // namespace antifaz
