#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

namespace antifaz {

/// A mistake of the user's or of the world's (a missing file, a bad row), fit to be shown as one
/// line: what is wrong, where, and what to do about it. Bugs are not `Error`s; they are failed
/// checks.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message) : std::runtime_error(message) {}

  /// Message `"<where>: <message>"`.
  Error(const std::filesystem::path& where, const std::string& message)
      : std::runtime_error(where.string() + ": " + message) {}

  /// The same where the system said why.
  Error(const std::filesystem::path& where, const std::string& message, std::error_code code)
      : std::runtime_error(where.string() + ": " + message), code_(code) {}

  /// What the system said; none of a mistake that is not the system's.
  std::error_code code() const { return code_; }

 private:
  std::error_code code_;
};

/// The command line itself is wrong: exit code 2 instead of 1.
class UsageError : public Error {
 public:
  using Error::Error;
};

}  // namespace antifaz
