#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace antifaz {

/// A photograph below a folder, or what could not be looked at.
struct WalkedFile {
  std::filesystem::path path;  ///< relative to the folder
  std::string fault;           ///< why it can't be read, one line; empty for a photograph
};

struct WalkCounts {
  std::size_t photographs = 0, faults = 0;
  /// Files that are no photographs, by kind in words: "text files", "sidecars (.xmp, .aae)", ...
  /// Folders of thumbnails (\@eaDir) count once each.
  std::map<std::string, std::size_t> left_out;

  std::size_t all_left_out() const;
};

/// Walks a folder's tree once, telling each file as it comes, sorted by path; only the names of one
/// folder and those above it are held in memory. Every photograph is told, readable or not:
/// - by its name's ending (`is_image_file`), or by its first bytes whatever its name;
/// - with a fault where this program reads no such format (raw files of cameras, JPEG XL, ...).
/// What may hide photographs is told with a fault, and the others go on: a folder that can't be
/// listed, a link that leads nowhere or in a circle, and a link to a folder, which is never
/// followed (it may lead above itself, into the output, or to the same photographs again). Links to
/// files are. What comes along with photographs is only counted: AppleDouble files, `.DS_Store`,
/// `Thumbs.db`, sidecars, text, videos and all others. A folder
/// `.antifaz`, where the program keeps records of its own, is passed over.
///
/// Throws `Error` where the folder itself can't be listed, and what `visit` throws.
WalkCounts walk_files(const std::filesystem::path& folder,
                      const std::function<void(const WalkedFile&)>& visit);

}  // namespace antifaz
