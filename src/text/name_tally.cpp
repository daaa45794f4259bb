#include "src/text/name_tally.hpp"

#include "src/text/shown_name.hpp"

namespace antifaz {

void NameTally::add(std::string_view name) {
  if (count++ < kNamed) first.push_back(shown(name));
}

std::string NameTally::names() const {
  std::string text;
  for (const std::string& name : first) text += (text.empty() ? "'" : ", '") + name + "'";
  if (count > first.size()) text += " and " + std::to_string(count - first.size()) + " more";
  return text;
}

}  // namespace antifaz
