#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "models/judges/embedding_net.hpp"
#include "models/judges/gender_judge.hpp"
#include "src/core/device.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// TorchScript judges (`ScriptNet`) on aligned chips, for the loop. Throw `Error` where the file
/// can't be used, or holds the other kind of judge. The matcher's embeddings are [N, d], and it has
/// no map (`EmbeddingNet::Output::map` is undefined).
std::shared_ptr<GenderJudge> load_script_gender_judge(const std::filesystem::path& file);
std::shared_ptr<EmbeddingNet> load_script_matcher(const std::filesystem::path& file);

/// The same as strangers use them: each cuts its input out of the photograph, as sharp as that is.
std::unique_ptr<GenderClassifier> make_script_gender_classifier(const std::filesystem::path& file,
                                                                const Device& device);
std::unique_ptr<FaceMatcher> make_script_face_matcher(const std::filesystem::path& file,
                                                      const Device& device);

}  // namespace antifaz
