#include "pipelines/anonymize/photo_writer.hpp"

#include <system_error>
#include <utility>

#include "pipelines/anonymize/kept_attributes.hpp"
#include "src/core/files.hpp"
#include "src/images/jpeg_in_place.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const Photo& photo, const fs::path& original) {
  if (photo.file) return *photo.file;
  std::error_code unreadable;  // then there is no metadata in it
  return read_file(original, unreadable);
}

}  // namespace

ProtectedFile encode_protected(const Photo& photo, const fs::path& original, const fs::path& output,
                               KeepMetadata keep) {
  auto in_place = jpeg_in_place(photo);
  const int orientation = in_place ? photo.orientation : 1;  // what is encoded anew is upright
  WithMetadata written{in_place ? std::move(*in_place) : encode_photo(photo, output), ""};
  if (keep != KeepMetadata::kNone) {
    written =
        with_metadata(std::move(written.file), photo, orientation, bytes_of(photo, original), keep);
  }
  const bool both = !photo.left_out.empty() && !written.left_out.empty();
  return {std::move(written.file), photo.left_out + (both ? ", " : "") + written.left_out};
}

void write_protected(const std::string& bytes, const fs::path& original, const fs::path& output) {
  std::error_code problem;
  fs::create_directories(output.parent_path(), problem);  // writing says what is wrong
  write_atomically_like(original, output, bytes);
}

}  // namespace antifaz
