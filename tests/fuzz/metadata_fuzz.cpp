#include <opencv2/core.hpp>

#include "src/core/files.hpp"
#include "src/metadata/metadata.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/metadata_files.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  Photo photo;
  photo.format = format_of_bytes(bytes);
  if (!photo.format) return;
  photo.pixels = cv::Mat(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  const std::string written = encode_photo(photo, "x");
  for (const KeepMetadata keep : {KeepMetadata::kSafe, KeepMetadata::kAll}) {
    with_metadata(written, photo, 1, bytes, keep);
  }
}

std::vector<std::string> seeds() {
  std::vector<std::string> files;
  for (const char* name : {"a.jpg", "a.png", "a.webp", "a.tif"}) {
    Photo photo;
    photo.pixels = cv::Mat(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
    files.push_back(testing::planted(encode_photo(photo, name), [](Exiv2::Image& image) {
      image.exifData()["Exif.Image.Make"] = "Maker";
      image.exifData()["Exif.GPSInfo.GPSMapDatum"] = "datum";
      image.exifData()["Exif.Photo.UserComment"] = "comment";
      image.xmpData()["Xmp.dc.creator"] = "somebody";
      image.iptcData()["Iptc.Application2.City"] = "a city";
    }));
  }
  return files;
}

}  // namespace antifaz::fuzz
