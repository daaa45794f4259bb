#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// Looks for the rate that differs most between two groups of an attribute.
class GapSearch {
 public:
  /// `counted` faces or comparisons stand behind the rate: groups of fewer than 30 are left out,
  /// since the smallest would always differ most.
  void add(const std::string& attribute, const std::string& group, const std::string& figure,
           const Figure& rate, std::size_t counted);

  std::optional<LargestGap> largest() const;

 private:
  std::map<std::pair<std::string, std::string>, LargestGap> gaps_;
};

}  // namespace antifaz
