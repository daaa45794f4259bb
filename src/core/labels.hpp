#pragma once

#include <optional>
#include <string_view>

namespace antifaz {

/// The binary label that face data sets carry. It says nothing about how a person identifies.
/// The values are class indices of every classifier in this project and of dlib's (1 = male).
enum class Gender { kFemale = 0, kMale = 1 };

/// Which prototype the generator draws a face towards.
enum class Target { kFemale = 0, kMale = 1, kNeutral = 2 };
inline constexpr int kTargetCount = 3;

/// How `anonymize` chooses the target of a face. `kSame` and `kOpposite` need the face's label.
enum class Mode { kSame, kNeutral, kOpposite, kRandom };

/// "female"/"f"/"0" style spellings are not guessed: only "female" and "male" are labels;
/// anything else, the empty cell included, is none.
std::optional<Gender> parse_gender(std::string_view text);
std::optional<Mode> parse_mode(std::string_view text);

std::string_view to_string(Gender gender);
std::string_view to_string(Target target);
std::string_view to_string(Mode mode);

inline bool needs_label(Mode mode) { return mode == Mode::kSame || mode == Mode::kOpposite; }

/// Target for a face of known label. Precondition: `mode` is kSame or kOpposite.
Target target_for(Mode mode, Gender label);

}  // namespace antifaz
