#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace antifaz {

/// How many there are of something, and the first few by name: what a message says of a million.
struct NameTally {
  static constexpr std::size_t kNamed = 5;

  std::size_t count = 0;
  std::vector<std::string> first;  ///< at most `kNamed`, as `shown` shows them

  void add(std::string_view name);
  bool empty() const { return count == 0; }
  /// "'a.jpg', 'b.jpg' and 3 more"; empty where there are none.
  std::string names() const;
};

}  // namespace antifaz
