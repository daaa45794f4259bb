#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "src/core/device.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// This project's gender classifiers and differentiable matchers behind the black-box interfaces:
/// both cut the aligned chip; or TorchScript ones (`script_judges.hpp`), which cut the photograph
/// and have names of their own. Throw `Error` where the file holds other weights.
std::unique_ptr<GenderClassifier> make_network_gender_classifier(const std::filesystem::path& file,
                                                                 const Device& device,
                                                                 const std::string& name);
/// A matcher looks at the face and its mirror image, which matches better than either, or at the
/// face alone, in half the time.
enum class MatcherViews { kBoth, kFace };
std::unique_ptr<FaceMatcher> make_network_face_matcher(const std::filesystem::path& file,
                                                       const Device& device,
                                                       const std::string& name,
                                                       MatcherViews views = MatcherViews::kBoth);

}  // namespace antifaz
