#include "src/images/orientation.hpp"

#include <gtest/gtest.h>

#include "src/images/image_io.hpp"
#include "tests/support/image_bytes.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(AsStored, UndoesWhatReadingTurns) {
  cv::Mat stored(4, 6, CV_8UC3);
  cv::RNG(5).fill(stored, cv::RNG::UNIFORM, 0, 256);
  testing::TempFolder folder;
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto file =
        folder.write("x.png", testing::png_with(testing::exif_block(orientation, true), stored));
    const Photo photo = std::get<Photo>(read_photo(file));
    EXPECT_EQ(photo.orientation, orientation);
    const cv::Mat again = as_stored(photo.pixels, photo.orientation);
    ASSERT_EQ(again.size(), stored.size()) << orientation;
    EXPECT_EQ(cv::norm(again, stored, cv::NORM_INF), 0) << orientation;
  }
}

}  // namespace
}  // namespace antifaz
