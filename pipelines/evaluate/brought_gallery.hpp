#pragma once

#include <filesystem>

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluate/judges.hpp"
#include "pipelines/evaluation_report.hpp"
#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// The gender that the words of a path say: "female", "woman", "women" or "male", "man", "men",
/// between anything that is no letter, in any case. None where they say none, or both.
std::optional<Gender> gender_in_name(const std::filesystem::path& path);

/// Faces that attackers bring along: FOLDER with its manifest.csv or, without one, what the names
/// of its files and folders say (`gender_in_name`). Throws `Error` where it can't be read, or says
/// of nobody that she is a woman, or he a man.
Manifest read_brought_gallery(const std::filesystem::path& folder, Observer& observer);

struct BroughtGallery {
  AttackFaces faces;  ///< with embeddings by every matcher, the same for both versions; no chips
  AttackerGallery counts;
};

/// Asks the matchers about the main face of every labelled image, but those of people (by name)
/// whom `evaluated` has, too: an attacker who had them would not have to learn. Throws `Stopped`.
BroughtGallery look_at_gallery(const Manifest& gallery, const Manifest& evaluated,
                               FaceDetector& detector, const Judges& judges, Observer& observer);

}  // namespace antifaz
