#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

/// What a file is to who looks for photographs; one of the three says so.
struct FileKind {
  bool photograph = false;  ///< in a format that this program reads
  std::string fault;        ///< a photograph that can't be read, or what may be one: why, one line
  std::string left_out;     ///< no photograph: its kind in words ("text files")
};

/// Looks at a file's name and, where that doesn't say it is a photograph, at its first bytes. Pipes
/// and devices are never opened.
FileKind kind_of_file(const std::filesystem::path& file);

/// The kind of a folder that only holds copies for devices, made of photographs beside it
/// ("thumbnail folders (@eaDir)"); empty for every other name.
std::string kind_of_copies_folder(const std::filesystem::path& name);

}  // namespace antifaz
