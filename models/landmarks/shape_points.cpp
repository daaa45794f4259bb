#include "models/landmarks/shape_points.hpp"

namespace antifaz {

const std::array<std::size_t, kFacePoints>& mirrored_points() {
  static const std::array<std::size_t, kFacePoints> partners = [] {
    std::array<std::size_t, kFacePoints> order{};
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    // The points first ... last, numbered along the face, change places end for end.
    const auto reverse = [&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i <= last; ++i) order[i] = first + last - i;
    };
    reverse(0, 16);   // jaw
    reverse(17, 26);  // brows
    reverse(31, 35);  // nostrils
    for (const auto& [left, right] :
         {std::array<std::size_t, 2>{36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47}, {41, 46}}) {
      order[left] = right;
      order[right] = left;
    }
    reverse(48, 54);  // lips outside, above and below
    reverse(55, 59);
    reverse(60, 64);  // and inside
    reverse(65, 67);
    reverse(68, 69);  // of the five: eyes, and corners of the mouth
    reverse(71, 72);
    return order;
  }();
  return partners;
}

}  // namespace antifaz
