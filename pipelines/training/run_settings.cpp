#include "pipelines/training/run_settings.hpp"

#include <algorithm>

#include "src/core/number_text.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

constexpr char kNotSet[] = "not set";

std::string value_in(const RunSettings& settings, const std::string& name) {
  const auto found = std::find_if(settings.begin(), settings.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == settings.end() ? kNotSet : found->second;
}

}  // namespace

std::string setting(bool on) { return on ? "on" : "off"; }

std::string setting(int n) { return std::to_string(n); }

std::string setting(double x) { return significant(x, 15); }

std::string setting(const std::vector<std::filesystem::path>& files) {
  std::string text;
  for (const auto& file : files) text += (text.empty() ? "" : " ") + sha256_of(file);
  return text.empty() ? "none" : text;
}

std::string first_difference(const RunSettings& before, const RunSettings& now) {
  for (const RunSettings& settings : {now, before}) {
    for (const auto& [name, unused] : settings) {
      const std::string was = value_in(before, name), is = value_in(now, name);
      if (was != is) return name + " was " + was + ", now " + is;
    }
  }
  return "";
}

}  // namespace antifaz
