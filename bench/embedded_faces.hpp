#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/data/manifest.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// What a matcher says of faces.
struct EmbeddedFaces {
  at::Tensor embeddings;  ///< float32 [N, d] of length 1
  at::Tensor labels;      ///< int64 [N]: Gender, -1 where unknown
  at::Tensor rows;        ///< int64 [N]: of the manifest
};

/// The main face of every photograph that shows one.
EmbeddedFaces embed_photographs(const Manifest& manifest, FaceDetector& detector,
                                FaceMatcher& matcher, Observer& observer);

/// Up to `most` labelled chips of `antifaz prepare`, evenly spread over the rows.
EmbeddedFaces embed_chips(const Manifest& manifest, std::size_t most, FaceMatcher& matcher,
                          Observer& observer);

/// Reads from `file` what was embedded before; otherwise embeds, and writes it there. `what` says
/// of what inputs; throws `Error` where the file holds others. No file: embeds.
std::vector<EmbeddedFaces> kept(const std::filesystem::path& file, const std::string& what,
                                const std::function<std::vector<EmbeddedFaces>()>& embed);

}  // namespace antifaz
