#pragma once

#include <filesystem>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/face.hpp"

namespace antifaz {

/// The face of one crop as the teacher sees it, in the crop's pixels.
struct TaughtFace {
  std::filesystem::path file;
  Face face;
};

/// Asks the teacher about every image of `manifest`, each with a replicated border and once more
/// mirrored: its word counts where it sees exactly one face and is sure of it. Box and points are
/// the mean of both looks, or the surer look's where the other does not agree: so it is with most
/// people who look away. The other images are left out.
/// Throws `Stopped` between two images where the observer wants it.
std::vector<TaughtFace> ask_teacher(const Manifest& manifest, FaceDetector& teacher,
                                    Observer& observer);

/// The same, kept in `cache` (CSV): read where that file is there, else made and written. Throws
/// `Error` where the file is of other images, or damaged.
std::vector<TaughtFace> taught_faces(const Manifest& manifest, FaceDetector& teacher,
                                     const std::filesystem::path& cache, Observer& observer);

}  // namespace antifaz
