#include "pipelines/anonymize/plan/group_photos.hpp"

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "pipelines/selection/face_boxes.hpp"
#include "pipelines/selection/face_groups.hpp"
#include "src/core/error.hpp"
#include "src/core/sha256.hpp"
#include "src/face/alignment.hpp"
#include "src/face/merge_faces.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kAtOnce = 256;
constexpr std::size_t kPersonDigits = 16;
constexpr std::size_t kMany = 10;
constexpr double kSameFace = 0.5;  // intersection over union, of two looks at one photograph

// So that a ledger is no list of names.
std::string person_named(const std::string& name) {
  return sha256_of_bytes(name).substr(0, kPersonDigits);
}

Grouping group_by_names(const AnonymizeOptions& options, AnonymizePlan& plan) {
  std::int64_t last = 0;
  for (;;) {
    const std::vector<PlannedPhoto> photos = plan.photos->after(last, kAtOnce, false);
    if (photos.empty()) return plan.photos->people();
    last = photos.back().number;
    for (const PlannedPhoto& photo : photos) {
      if (!photo.fault.empty()) continue;
      plan.photos->set_person(
          photo.number, name_group(place_below(options.output, photo.output), options.group_by));
    }
  }
}

/// Looks at photographs one after the other and knows whom it saw before.
class FaceGrouping {
 public:
  FaceGrouping(const AnonymizeOptions& options, const AnonymizeTools& tools, Observer& observer)
      : options_(options), tools_(tools), observer_(observer) {}

  std::vector<FaceOfPerson> people_in(const PlannedPhoto& photo) {
    if (!photo.fault.empty()) return {};
    ExaminedPhoto seen = examine(photo.input, tools_.detector);
    if (!seen.fault.empty()) return {};  // who protects it will say so
    const FaceSelection selection{options_.largest, options_.ignore_below,
                                  options_.boxes ? options_.boxes->of(photo.input) : nullptr};
    SelectedFaces selected =
        select_faces(std::move(seen.faces), seen.bgr, selection, tools_.landmarks);
    std::vector<Face> faces;
    std::vector<FaceView> views;
    for (const Face& face : selected.faces) {
      if (!alignment_fault(face, seen.bgr.size()).empty()) continue;
      faces.push_back(face);
      views.push_back(
          {seen.bgr, face.landmarks, face.box, cut_chip(seen.bgr, chip_transform(face.landmarks))});
    }
    return people_of(faces, embeddings_of(views, photo),
                     place_below(options_.output, photo.output));
  }

  Grouping result() const {
    Grouping found;
    found.groups = groups_.size();
    for (const std::size_t count : groups_.counts()) {
      found.members += count;
      found.several += count > 1 ? 1 : 0;
      found.largest = std::max(found.largest, count);
    }
    return found;
  }

 private:
  // None where the network can't look at them.
  cv::Mat embeddings_of(const std::vector<FaceView>& views, const PlannedPhoto& photo) {
    try {
      if (!views.empty()) return tools_.who->embed(views);
    } catch (const std::exception& error) {
      observer_.message(photo.input.string() + ": whom it shows can't be told (" + one_line(error) +
                        "), each of its faces draws by itself");
    }
    return {};
  }

  std::vector<FaceOfPerson> people_of(const std::vector<Face>& faces, const cv::Mat& embeddings,
                                      const std::string& place) {
    std::vector<FaceOfPerson> people;
    for (int f = 0; f < embeddings.rows; ++f) {
      const Face& face = faces[static_cast<std::size_t>(f)];
      const auto group = groups_.add(embeddings.row(f), !face.doubtful);
      if (!group) continue;
      if (*group == names_.size()) names_.push_back(person_named(place + "#" + std::to_string(f)));
      people.push_back({face.box, names_[*group]});
    }
    return people;
  }

  const AnonymizeOptions& options_;
  const AnonymizeTools& tools_;
  Observer& observer_;
  FaceGroups groups_{kSamePersonThreshold};
  std::vector<std::string> names_;  // of the groups
};

// Names that a camera gives, or a matcher that is at a loss, make one person of all: then one coin
// decides for everybody.
void tell_of_a_large_group(const Grouping& grouping, Observer& observer) {
  if (grouping.largest < kMany || 2 * grouping.largest <= grouping.members) return;
  observer.message(std::to_string(grouping.largest) + " of " + std::to_string(grouping.members) +
                   (grouping.by == GroupBy::kMatch ? " faces" : " photographs") +
                   " are of one person by " + std::string(to_string(grouping.by)) +
                   " and draw together; is that so?");
}

// What an earlier run drew for others than the people whom it shows.
bool was_drawn_for_others(const Outcome& outcome, const std::vector<FaceOfPerson>& people) {
  return std::any_of(outcome.faces.begin(), outcome.faces.end(), [&](const ProtectedFace& face) {
    return face.fate == FaceFate::kProtected && face.person != person_at(people, face.box);
  });
}

Grouping group_by_faces(const AnonymizeOptions& options, const AnonymizeTools& tools,
                        AnonymizePlan& plan, Observer& observer) {
  if (!tools.who) throw std::logic_error("grouping by match needs a matcher");
  FaceGrouping grouping(options, tools, observer);
  ProgressMeter meter(observer, "who is who", plan.photos->size());
  std::int64_t last = 0;
  for (;;) {
    const std::vector<PlannedPhoto> photos = plan.photos->after(last, kAtOnce, false);
    if (photos.empty()) return grouping.result();
    last = photos.back().number;
    for (const PlannedPhoto& photo : photos) {
      if (observer.wants_stop()) {
        throw Stopped("stopped while it looked who is who: nothing was written yet; run it again");
      }
      const std::vector<FaceOfPerson> people = grouping.people_in(photo);
      plan.photos->set_people(photo.number, people);
      const auto before = plan.photos->outcome(photo.number);
      if (before && was_drawn_for_others(*before, people)) {
        plan.photos->reopen(photo.number);
        plan.regrouped.add(photo.name);
        --plan.done;
      }
      meter.advance(1);
    }
  }
}

}  // namespace

void expect_one_who_is_who(const AnonymizePlan& plan, const AnonymizeOptions& options) {
  if (options.group_by == GroupBy::kNone || !plan.people_named) return;
  throw Error("the labels name people (subjects), and grouping by " +
              std::string(to_string(options.group_by)) +
              " would tell them in another way; leave the grouping out, or give labels without "
              "subjects");
}

Grouping group_photos(const AnonymizeOptions& options, const AnonymizeTools& tools,
                      AnonymizePlan& plan, Observer& observer) {
  expect_one_who_is_who(plan, options);
  Grouping grouping;
  if (options.group_by == GroupBy::kMatch) {
    grouping = group_by_faces(options, tools, plan, observer);
  } else if (options.group_by != GroupBy::kNone) {
    grouping = group_by_names(options, plan);
  }
  grouping.by = options.group_by;
  tell_of_a_large_group(grouping, observer);
  return grouping;
}

std::string person_at(const std::vector<FaceOfPerson>& people, const cv::Rect2f& box) {
  const auto best = std::max_element(people.begin(), people.end(),
                                     [&](const FaceOfPerson& left, const FaceOfPerson& right) {
                                       return overlap(left.box, box) < overlap(right.box, box);
                                     });
  return best == people.end() || overlap(best->box, box) < kSameFace ? "" : best->person;
}

}  // namespace antifaz
