#include <opencv2/core.hpp>

#include "src/core/files.hpp"
#include "src/images/image_io.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) {
  const auto read = read_pixels(file);
  if (const auto* pixels = std::get_if<cv::Mat>(&read)) to_bgr8(*pixels);
}

std::vector<std::string> seeds() {
  cv::Mat image(24, 40, CV_8UC3);
  cv::randu(image, 0, 256);
  const testing::TempFolder folder;
  std::vector<std::string> files;
  for (const char* name :
       {"a.jpg", "a.png", "a.webp", "a.tif", "a.bmp", "a.heic", "a.avif", "a.jp2", "a.gif"}) {
    write_photo(image, folder / name);
    files.push_back(read_file(folder / name));
  }
  const std::string exif = testing::exif_block(6, true);
  files.push_back(testing::jpeg_with(exif, image));
  files.push_back(testing::png_with(exif, image));
  files.push_back(testing::webp_with(exif, image));
  files.push_back(testing::tiff_with(6, image));
  return files;
}

}  // namespace antifaz::fuzz
