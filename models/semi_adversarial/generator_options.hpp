#pragma once

namespace antifaz {

struct GeneratorOptions {
  int width = 16;            ///< channels at half resolution; doubled and tripled below
  double max_luma = 0.25;    ///< bound on the change of luma, in units of the full range
  double max_chroma = 0.01;  ///< bound on the change of each BT.601 chroma: no colour cast
  bool keep_hue = false;     ///< chroma moves along the face's own only: skin and lips may pale or
                             ///< redden, but nothing turns green
  /// With `keep_hue`, the chroma at which half of a change is let through: the whites of eyes,
  /// teeth and grey hair have less, skin has more.
  double half_coloured = 0.06;
  int grain = 4;  ///< pixels between the knots of the change, which is linear between them: coarse
                  ///< changes look like light and survive what other programs do to faces
};

}  // namespace antifaz
