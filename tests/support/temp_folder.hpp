#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace antifaz::testing {

/// A new folder of the system's temporary folder, deleted with all it holds when this goes.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "antifaz_test_XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("can't make " + name);
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// The path of `name` inside; its parent folders are made.
  std::filesystem::path operator/(const std::string& name) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    return path_ / name;
  }

  /// Writes `bytes` to `name` inside and returns its path.
  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path file = *this / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace antifaz::testing
