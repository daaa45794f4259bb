#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace antifaz {

/// All that decides what a training run ends with, each under the name its user knows it by
/// ("--match-weight", "SHA-256 of --classifier"). A checkpoint keeps them: a run goes on only with
/// the same.
using RunSettings = std::vector<std::pair<std::string, std::string>>;

/// Settings as text: "on" or "off", and numbers with all digits that were typed.
std::string setting(bool on);
std::string setting(int n);
std::string setting(double x);
/// The SHA-256 of each file, in order, "none" without any: a file may move, but not change. Throws
/// `Error` where one can't be read.
std::string setting(const std::vector<std::filesystem::path>& files);

/// "--match-weight was 10, now 5" of the first that differs, empty where none does.
std::string first_difference(const RunSettings& before, const RunSettings& now);

}  // namespace antifaz
