#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace antifaz {

/// What a judge is called after its file: the file's name without extension or, where that is
/// `weights`, as every training calls what it wrote, the name of the run's folder.
std::string judge_name(const std::filesystem::path& file);

/// The judges of one kind. Reports and baselines tell them apart by name alone.
class JudgeNames {
 public:
  /// Throws `Error` where the same file was added before, or another one of this name.
  void add(const std::string& name, const std::filesystem::path& file);

 private:
  std::map<std::string, std::filesystem::path> file_of_;             // by name
  std::map<std::filesystem::path, std::filesystem::path> added_as_;  // by what links lead to
};

}  // namespace antifaz
