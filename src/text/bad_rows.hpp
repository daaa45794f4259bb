#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

namespace antifaz {

/// Gathers what is wrong with a table's rows, so that the user mends them all in one go.
class BadRows {
 public:
  explicit BadRows(std::filesystem::path file);

  void add(std::size_t line, const std::string& what);
  /// Throws an `Error` of the first ten by line, and how many more there are; nothing where there
  /// is none.
  void throw_if_any() const;

 private:
  static constexpr std::size_t kNamed = 10;

  std::filesystem::path file_;
  std::multimap<std::size_t, std::string> rows_;  // the first by line
  std::size_t count_ = 0;
};

}  // namespace antifaz
