#include "src/data/exif_orientation.hpp"

#include <libexif/exif-data.h>

#include <memory>
#include <string>

namespace antifaz {

int exif_orientation(std::string_view exif) {
  constexpr std::string_view kPrefix("Exif\0\0", 6);
  std::string block(exif);
  if (exif.substr(0, kPrefix.size()) != kPrefix) block.insert(0, kPrefix);
  const std::unique_ptr<ExifData, void (*)(ExifData*)> data(
      exif_data_new_from_data(reinterpret_cast<const unsigned char*>(block.data()),
                              static_cast<unsigned>(block.size())),
      exif_data_unref);
  if (!data) return 1;
  const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
  const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

cv::Mat upright(const cv::Mat& stored, int orientation) {
  if (orientation == 1) return stored;
  cv::Mat image = stored;
  if (orientation >= 5) cv::transpose(stored, image);
  constexpr int kNone = 2, kVertical = 0, kHorizontal = 1, kBoth = -1;
  constexpr int kFlips[9] = {kNone, kNone,       kHorizontal, kBoth,    kVertical,
                             kNone, kHorizontal, kBoth,       kVertical};
  cv::Mat flipped = image;
  if (kFlips[orientation] != kNone) cv::flip(image, flipped, kFlips[orientation]);
  return flipped;
}

}  // namespace antifaz
