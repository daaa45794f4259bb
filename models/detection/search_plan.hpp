#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace antifaz {

/// One size in which a photograph is looked at.
struct SearchLevel {
  cv::Size size;                ///< of the resized photograph
  std::vector<cv::Rect> tiles;  ///< all of one size, multiples of 32; may reach over its right and
                                ///< lower edge
};

/// Faces of so many pixels are what the network is asked to find at the least.
inline constexpr double kSmallestSeen = 16;

/// In which sizes and tiles to look at a photograph so that no face of `min_face` pixels (height or
/// width, the geometric mean) or more is missed: the finest level shows those `kSmallestSeen`
/// large, and each further one a third of that, down to one that shows the whole photograph in one
/// tile. Photographs smaller than a tile are enlarged, up to twice. A face that is not larger than
/// the overlap of the tiles is whole in one of them. Precondition: a photograph, `min_face` > 0.
std::vector<SearchLevel> plan_search(cv::Size photo, double min_face);

/// The part of a tile whose faces are its own to report: up to the middle of the overlap with its
/// neighbours, and no end where there is none. Where tiles overlap more
/// than they must, two report the same face, which merging makes one.
cv::Rect2f own_part(const cv::Rect& tile, cv::Size level);

/// True where the tile shows all of this box, or as much of it as there is in the level: what is
/// cut by a tile's edge is larger than the overlap and seen whole in a coarser level.
bool is_whole(const cv::Rect2f& box, const cv::Rect& tile, cv::Size level);

}  // namespace antifaz
