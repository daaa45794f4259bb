#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "src/core/figure.hpp"

namespace antifaz {

/// A figure of an evaluation report, named by its place with names in place of indices, for example
/// "classifiers/dlib-gender/protected/auc".
struct NamedFigure {
  std::string name;
  Figure figure;
};

/// All estimates of a report in JSON (docs/report-schema.md), its trade-offs, and its quality,
/// which has no intervals, in the order of the JSON.
std::vector<NamedFigure> report_figures(const nlohmann::json& report);

/// One row a figure: figure,value,low,high; what is no number is empty.
std::string to_csv(const std::vector<NamedFigure>& figures);

}  // namespace antifaz
