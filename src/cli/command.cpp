#include "src/cli/command.hpp"

#include "src/cli/suggest.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

std::string plain(double x) {
  std::string text = std::to_string(x);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

[[noreturn]] void out_of_range(const std::string& option, double low, double high) {
  throw UsageError("--" + option + " must lie between " + plain(low) + " and " + plain(high));
}

}  // namespace

std::vector<std::string> Invocation::list(const std::string& option) const {
  return has(option) ? get<std::vector<std::string>>(option) : std::vector<std::string>();
}

std::string Invocation::text(const std::string& option) const {
  return has(option) ? get<std::string>(option) : std::string();
}

double Invocation::number(const std::string& option, double low, double high) const {
  const double x = get<double>(option);
  if (!(x >= low && x <= high)) out_of_range(option, low, high);
  return x;
}

int Invocation::whole(const std::string& option, int low, int high) const {
  const int x = get<int>(option);
  if (x < low || x > high) out_of_range(option, low, high);
  return x;
}

std::string Invocation::choice(const std::string& option,
                               const std::vector<std::string>& choices) const {
  const std::string given = get<std::string>(option);
  std::string all;
  for (const std::string& one : choices) {
    if (one == given) return given;
    all += (all.empty() ? "" : ", ") + one;
  }
  throw UsageError("--" + option + " can't be '" + given + "'" + did_you_mean(given, choices) +
                   "; choices: " + all);
}

}  // namespace antifaz
