#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace antifaz {

/// The whole of a regular file (a directory, pipe or device is an error, never waited for).
/// The overload without `problem` throws `Error`.
std::string read_file(const std::filesystem::path& file, std::error_code& problem);
std::string read_file(const std::filesystem::path& file);

/// Puts `bytes` into `file` so that nobody ever sees half of it: a hidden temporary file in the
/// same folder, then a rename over whatever stood there. Throws `Error` where the folder is missing
/// or can't be written; the old file then stands and the temporary one is gone.
void write_atomically(const std::filesystem::path& file, std::string_view bytes);

}  // namespace antifaz
