#pragma once

#include <filesystem>
#include <iosfwd>

#include "pipelines/observer.hpp"

namespace antifaz {

enum class LedgerFormat { kCsv, kJsonLines };

/// Throws `Error` where such rows would stand in the output folder itself: they name the inputs'
/// paths, and the folder is what is handed out.
void expect_export_place(const std::filesystem::path& file, const std::filesystem::path& output);

/// Writes what the ledger of an output folder knows, a row a photograph, sorted by place, also
/// while another process writes it: place, input, status, reason, input_sha256, input_bytes,
/// output_sha256, output_bytes, time (UTC), the faces' boxes (x, y, width, height in pixels),
/// scores and fates and whether they are doubtful, the photograph's marks (`PhotoMark`), and from
/// how many pixels on faces were looked for (0: nobody knows). Names and reasons are escaped as
/// `escaped_name` says, so that every byte of them can be had back. In CSV the faces are one cell,
/// "x y width height score" each, with a fate but "protected" and "doubtful" where it is so, "; "
/// between them; marks have a space between them. Memory doesn't grow with the photographs. Throws
/// what `LedgerReader` does, and `Stopped`.
void export_ledger(const std::filesystem::path& output, LedgerFormat format, Observer& observer,
                   std::ostream& out);

}  // namespace antifaz
