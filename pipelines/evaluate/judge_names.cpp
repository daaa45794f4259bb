#include "pipelines/evaluate/judge_names.hpp"

#include "src/core/error.hpp"

namespace antifaz {

namespace fs = std::filesystem;

std::string judge_name(const fs::path& file) {
  if (file.stem() != "weights") return file.stem().string();
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  return folder.has_filename() ? folder.filename().string() : file.stem().string();
}

void JudgeNames::add(const std::string& name, const fs::path& file) {
  const auto [same, is_new] = added_as_.emplace(fs::weakly_canonical(file), file);
  if (!is_new) {
    throw Error(file, "is among the judges twice (the other time as '" + same->second.string() +
                          "'), and would count as two");
  }
  const auto [other, is_free] = file_of_.emplace(name, file);
  if (!is_free) {
    throw Error("'" + other->second.string() + "' and '" + file.string() + "' are both called '" +
                name + "', and reports tell judges apart by name: rename one");
  }
}

}  // namespace antifaz
