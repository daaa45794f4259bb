#include "pipelines/anonymize/photo_writer.hpp"

#include "pipelines/anonymize/kept_attributes.hpp"
#include "src/images/jpeg_in_place.hpp"

namespace antifaz {

std::string write_protected(const Photo& photo, const std::filesystem::path& original,
                            const std::filesystem::path& output) {
  const auto in_place = jpeg_in_place(photo);
  write_atomically_like(original, output, in_place ? *in_place : encode_photo(photo, output));
  return photo.left_out;
}

}  // namespace antifaz
