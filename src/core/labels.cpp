#include "src/core/labels.hpp"

#include <array>
#include <stdexcept>

namespace antifaz {
namespace {

// Indexed by the enumerators' values.
constexpr std::array<std::string_view, 2> kGenders{"female", "male"};
constexpr std::array<std::string_view, kTargetCount> kTargets{"female", "male", "neutral"};
constexpr std::array<std::string_view, 4> kModes{"same", "neutral", "opposite", "random"};

template <typename Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Gender> parse_gender(std::string_view text) { return parse<Gender>(kGenders, text); }
std::optional<Mode> parse_mode(std::string_view text) { return parse<Mode>(kModes, text); }

std::string_view to_string(Gender gender) { return kGenders.at(static_cast<std::size_t>(gender)); }
std::string_view to_string(Target target) { return kTargets.at(static_cast<std::size_t>(target)); }
std::string_view to_string(Mode mode) { return kModes.at(static_cast<std::size_t>(mode)); }

Target target_for(Mode mode, Gender label) {
  if (!needs_label(mode)) throw std::logic_error("target_for: the mode needs no label");
  const bool male = (label == Gender::kMale) == (mode == Mode::kSame);
  return male ? Target::kMale : Target::kFemale;
}

}  // namespace antifaz
