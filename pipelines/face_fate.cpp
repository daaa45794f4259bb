#include "pipelines/face_fate.hpp"

namespace antifaz {

std::string_view to_string(FaceFate fate) {
  switch (fate) {
    case FaceFate::kBlurred:
      return "blurred";
    case FaceFate::kCovered:
      return "covered";
    case FaceFate::kUnselected:
      return "unselected";
    case FaceFate::kSmall:
      return "small";
    case FaceFate::kProtected:
      break;
  }
  return "protected";
}

std::optional<FaceFate> parse_face_fate(std::string_view text) {
  for (const FaceFate fate : {FaceFate::kProtected, FaceFate::kBlurred, FaceFate::kCovered,
                              FaceFate::kUnselected, FaceFate::kSmall}) {
    if (to_string(fate) == text) return fate;
  }
  return std::nullopt;
}

}  // namespace antifaz
