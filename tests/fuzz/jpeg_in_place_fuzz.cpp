#include <cstdlib>

#include "src/images/jpeg_in_place.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/jpeg_files.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {

/// What is made of a file must be a photograph of the same size.
void read(const std::filesystem::path& file) {
  auto read = read_photo(file);
  auto* photo = std::get_if<Photo>(&read);
  if (!photo || !photo->file) return;
  const cv::Size size = photo->pixels.size();
  cv::Mat middle = photo->pixels(
      cv::Rect(size.width / 4, size.height / 4, (size.width + 1) / 2, (size.height + 1) / 2));
  cv::bitwise_not(middle, middle);
  const auto changed = jpeg_in_place(*photo);
  if (!changed) return;
  const testing::TempFolder folder;
  const auto again = read_pixels(folder.write("a.jpg", *changed));
  const auto* pixels = std::get_if<cv::Mat>(&again);
  if (!pixels || pixels->size() != size) std::abort();
}

std::vector<std::string> seeds() {
  using testing::JpegKind;
  JpegKind full{"4:4:4", 3, 1, 1}, tall{"4:4:0", 3, 1, 2}, grey{"grey", 1, 1, 1};
  JpegKind restart, progressive;
  restart.restart_interval = 2;
  progressive.progressive = true;
  progressive.profile = "not a profile";
  std::vector<std::string> files;
  for (const JpegKind& kind : {JpegKind(), full, tall, grey, restart, progressive}) {
    files.push_back(testing::jpeg_of(testing::texture({40, 25}, kind.channels), kind));
  }
  files.push_back(testing::jpeg_with(testing::exif_block(6, true), testing::texture({40, 25}, 3)));
  return files;
}

}  // namespace antifaz::fuzz
