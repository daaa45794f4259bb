#pragma once

#include <filesystem>
#include <string>

namespace antifaz {

/// The text of a table, without its byte order mark. UTF-16 with a mark, as spreadsheets write it,
/// becomes UTF-8; everything else stays as it is, since file names may hold any bytes. Throws
/// `Error` saying what was seen for a file that can't be read or is larger than
/// `table_limits::kFileBytes`, a workbook or archive, damaged UTF-16, UTF-32 and NUL bytes.
std::string read_table_text(const std::filesystem::path& file);

}  // namespace antifaz
