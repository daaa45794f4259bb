#pragma once

#include "pipelines/anonymize/anonymize.hpp"

namespace antifaz {

/// From which cosine similarity on a face is of a group (`FaceGroups`) to the shipped matcher,
/// which looks at the face and its mirror image. Measured on the faces found in CelebA, whose
/// people nearly all taught the matcher, in the order of the files: faces outside their person's
/// largest group, and faces in a group that is mostly somebody else's. Of two photographs each of
/// 172 people: 15 and 38 at 0.35, 22 and 12 at 0.40, 28 and 4 at 0.42, 32 and 2 at 0.45, 50 and
/// none at 0.50. Of all 2,937 faces of 173 people: 154 and 164 at 0.35, 168 and 74 at 0.40, 229 and
/// 31 at 0.45, 347 and 25 at 0.50, where 20 of the latter are of two subjects that may be one
/// (their faces are as alike between as within them).
inline constexpr double kSamePersonThreshold = 0.42;

/// Throws `Error` where the options group photographs and the labels name people as well: who is
/// who would be told in two ways, and one person drawn twice.
void expect_one_who_is_who(const AnonymizePlan& plan, const AnonymizeOptions& options);

/// Tells whom the plan's photographs show as `options.group_by` says, and what came of it. Groups
/// by name hang on the places in the output folder alone. kMatch looks at the faces of every
/// photograph, also of those that are done, in order (`FaceGroups`, with `tools.who`, which must
/// not be null); a person is named after the first photograph that shows them. What can't be looked
/// at has no group. The observer is told where most are of one person. Where a photograph that is
/// done was drawn for other people than now, for example since photographs were added, it is to be
/// done again (`AnonymizePlan::regrouped`). Throws `Stopped` between two photographs where the
/// observer wants it, and what `expect_one_who_is_who` does.
Grouping group_photos(const AnonymizeOptions& options, const AnonymizeTools& tools,
                      AnonymizePlan& plan, Observer& observer);

/// Whom the face in this box shows; empty where nobody knows.
std::string person_at(const std::vector<FaceOfPerson>& people, const cv::Rect2f& box);

}  // namespace antifaz
