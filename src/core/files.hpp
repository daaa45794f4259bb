#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <system_error>

namespace antifaz {

/// The whole of a regular file (a directory, pipe or device is an error, never waited for).
/// The overload without `problem` throws `Error`.
std::string read_file(const std::filesystem::path& file, std::error_code& problem);
std::string read_file(const std::filesystem::path& file);

/// Puts `bytes` into `file` so that nobody ever sees half of it: a hidden temporary file in the
/// same folder, then a rename over whatever stood there. Once it returns, file and name are on the
/// disk and outlast a power cut. Throws `Error` where the folder is missing
/// or can't be written; the old file then stands and the temporary one is gone.
void write_atomically(const std::filesystem::path& file, std::string_view bytes);
/// The same where something else writes: `write` is given the temporary file, which is empty. What
/// it throws goes on to the caller, and the temporary file is gone.
void write_atomically(const std::filesystem::path& file,
                      const std::function<void(const std::filesystem::path&)>& write);

/// The same of what is too long to be held in memory: `write` puts it into the stream.
void write_atomically_streamed(const std::filesystem::path& file,
                               const std::function<void(std::ostream&)>& write);

/// Removes the temporary files that killed processes left in a folder's tree, and says how many;
/// links are not followed. Only for a folder that nobody else is writing into.
std::size_t remove_temporary_files(const std::filesystem::path& folder);

/// True where the disk, not the file, is why it can't be written: full, over quota or read-only.
/// Whoever writes on would fail again each time.
bool is_of_the_disk(std::error_code problem);

/// To be asked before work that would be lost. Throws `Error` where `file` is a folder, or its
/// folder is missing or can't be written into.
void expect_writable(const std::filesystem::path& file);
/// The same of a folder that is to be made, with its parents: throws `Error` where it is there
/// already and is no empty folder, or where it can't be made.
void expect_new_folder(const std::filesystem::path& folder);
/// The same of a folder that may be there and hold something.
void expect_writable_folder(const std::filesystem::path& folder);

}  // namespace antifaz
