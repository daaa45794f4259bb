// Puts photographs above their protected versions in one picture, as in the README:
//
//   side_by_side ORIGINALS PROTECTED OUTPUT_PNG NAME...

#include <cstdlib>
#include <iostream>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "samples/asks_for_help.hpp"
#include "src/core/error.hpp"
#include "src/images/image_io.hpp"

namespace {

constexpr char kUsage[] = "usage: side_by_side ORIGINALS PROTECTED OUTPUT_PNG NAME...\n";

using namespace antifaz;

constexpr int kHeight = 240;

cv::Mat read(const std::filesystem::path& file) {
  const auto photo = read_pixels(file);
  if (const auto* fault = std::get_if<ImageFault>(&photo)) throw Error(file, fault->reason);
  cv::Mat bgr = to_bgr8(std::get<cv::Mat>(photo));
  const double scale = static_cast<double>(kHeight) / bgr.rows;
  cv::resize(bgr, bgr, {}, scale, scale, cv::INTER_AREA);
  return bgr;
}

cv::Mat row(const std::filesystem::path& folder, const std::vector<std::string>& names) {
  std::vector<cv::Mat> photos;
  for (const std::string& name : names) photos.push_back(read(folder / name));
  cv::Mat joined;
  cv::hconcat(photos, joined);
  return joined;
}

}  // namespace

int main(int argc, char** argv) {
  if (asks_for_help(argc, argv)) {
    std::cout << kUsage;
    return 0;
  }
  if (argc < 5) {
    std::cerr << kUsage;
    return 2;
  }
  try {
    const std::vector<std::string> names(argv + 4, argv + argc);
    cv::Mat picture;
    cv::vconcat(row(argv[1], names), row(argv[2], names), picture);
    write_photo(picture, argv[3]);
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return EXIT_SUCCESS;
}
