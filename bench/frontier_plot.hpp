#pragma once

#include <string>
#include <vector>

#include "bench/frontier.hpp"
#include "bench/measured_point.hpp"

namespace antifaz {

/// What to draw: match rate to the right, the better attacker's AUC upwards.
struct FrontierPlot {
  std::string matcher;
  FrontierPoint unprotected;
  std::vector<FrontierCurve> curves;
  std::vector<MeasuredPoint> measured;
};

/// An SVG document of two panels, all of the plane and the corner where the measured points lie,
/// over one legend.
std::string frontier_svg(const FrontierPlot& plot);

}  // namespace antifaz
