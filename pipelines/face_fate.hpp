#pragma once

#include <optional>
#include <string_view>

namespace antifaz {

/// What became of one face of a photograph that was written.
enum class FaceFate {
  kProtected,   ///< changed by the network
  kBlurred,     ///< not fit to be changed: made unrecognisable by a mosaic and a blur
  kCovered,     ///< the same by one colour
  kUnselected,  ///< left as it was: the user chose other faces
  kSmall        ///< left as it was: below the size that the user gave
};

/// "protected", "blurred", "covered", "unselected", "small"
std::string_view to_string(FaceFate fate);
std::optional<FaceFate> parse_face_fate(std::string_view text);

}  // namespace antifaz
