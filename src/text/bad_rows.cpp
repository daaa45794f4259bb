#include "src/text/bad_rows.hpp"

#include <iterator>
#include <utility>

#include "src/core/error.hpp"

namespace antifaz {

BadRows::BadRows(std::filesystem::path file) : file_(std::move(file)) {}

void BadRows::add(std::size_t line, const std::string& what) {
  ++count_;
  rows_.emplace(line, "line " + std::to_string(line) + ": " + what);
  if (rows_.size() > kNamed) rows_.erase(std::prev(rows_.end()));
}

void BadRows::throw_if_any() const {
  if (count_ == 0) return;
  std::string text;
  for (const auto& [line, what] : rows_) text += (text.empty() ? "" : "; ") + what;
  if (count_ > rows_.size()) text += "; and " + std::to_string(count_ - rows_.size()) + " more";
  throw Error(file_, text);
}

}  // namespace antifaz
