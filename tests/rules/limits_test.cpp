// What docs/limits.md says of the limits, held against the sources.

#include <gmock/gmock.h>

#include <cstdint>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/rules/source_tree.hpp"

namespace antifaz::testing {
namespace {

/// Constants and their values, by header.
using Limits = std::map<std::string, std::map<std::string, std::uint64_t>>;

/// "1,000" or "1'000".
std::uint64_t number(const std::string& text) {
  return std::stoull(std::regex_replace(text, std::regex("[,']"), ""));
}

Limits limits_of_the_page() {
  static const std::regex row(R"(^\|.*\| ([0-9,]+) \| `(k\w+)` \| `([^`]+)` \|$)");
  Limits limits;
  for (const auto& line : lines_of(text_of("docs/limits.md"))) {
    std::smatch cells;
    if (std::regex_match(line, cells, row)) limits[cells[3]][cells[2]] = number(cells[1]);
  }
  return limits;
}

/// Every constant of a header: `kName = 10'000`, or `kName = std::size_t{1} << 20`.
std::map<std::string, std::uint64_t> constants_of(const std::string& header) {
  static const std::regex constant(
      R"((k\w+) = (?:\w+(?:::\w+)?\{)?([0-9']+)\}?(?: << ([0-9]+))?[,;])");
  const std::string text = text_of(header);
  std::map<std::string, std::uint64_t> constants;
  for (std::sregex_iterator i(text.begin(), text.end(), constant), end; i != end; ++i) {
    const std::uint64_t shift = (*i)[3].matched ? number((*i)[3]) : 0;
    constants[(*i)[1]] = number((*i)[2]) << shift;
  }
  return constants;
}

TEST(LimitRules, ThePageSaysWhatTheHeadersSay) {
  const Limits page = limits_of_the_page();
  EXPECT_THAT(page, ::testing::SizeIs(10));
  for (const auto& [header, limits] : page) EXPECT_EQ(constants_of(header), limits) << header;
}

}  // namespace
}  // namespace antifaz::testing
