#include "src/cli/command.hpp"

#include <charconv>

#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

/// Reads the whole of `text`, whatever the locale.
template <typename Number>
bool read(const std::string& text, Number& x) {
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, x);
  return problem == std::errc() && stop == end;
}

[[noreturn]] void out_of_range(const std::string& option, double low, double high) {
  throw UsageError("--" + option + " must lie between " + significant(low, 12) + " and " +
                   significant(high, 12));
}

}  // namespace

bool Invocation::given(const std::string& option) const {
  const auto found = values.find(option);
  return found != values.end() && found->second.given;
}

std::vector<std::string> Invocation::list(const std::string& option) const {
  return has(option) ? values.at(option).texts : std::vector<std::string>();
}

std::string Invocation::text(const std::string& option) const {
  return has(option) ? values.at(option).texts.front() : std::string();
}

double Invocation::number(const std::string& option, double low, double high) const {
  double x = 0;
  if (!read(text(option), x)) {
    throw UsageError("--" + option + " takes a number, not '" + text(option) + "'");
  }
  if (!(x >= low && x <= high)) out_of_range(option, low, high);
  return x;
}

int Invocation::whole(const std::string& option, int low, int high) const {
  long x = 0;
  if (!read(text(option), x)) {
    throw UsageError("--" + option + " takes a whole number, not '" + text(option) + "'");
  }
  if (x < low || x > high) out_of_range(option, low, high);
  return static_cast<int>(x);
}

std::string Invocation::choice(const std::string& option,
                               const std::vector<std::string>& choices) const {
  const std::string given = text(option);
  std::string all;
  for (const std::string& one : choices) {
    if (one == given) return given;
    all += (all.empty() ? "" : ", ") + one;
  }
  throw UsageError("--" + option + " can't be '" + given + "'" + did_you_mean(given, choices) +
                   "; choices: " + all);
}

}  // namespace antifaz
