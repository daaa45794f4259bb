#include "pipelines/codes/traverse.hpp"

#include <opencv2/core.hpp>

#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(Traverse, OutputIsAskedFirst) {
  Observer silent;
  TraverseJob job;
  job.input = {"no-model", "no-data"};
  for (const char* output : {"no/folder.png", "picture.txt", "picture"}) {
    job.output = output;
    EXPECT_ERROR(traverse_codes(job, silent), HasSubstr(output));
  }
}

TEST(Traverse, ARowForEachNumber) {
  const testing::TempFolder folder;
  for (const char* name : {"images/a.png", "images/b.png", "images/c.png"}) {
    cv::Mat picture(16, 16, CV_8UC3);
    cv::RNG(static_cast<std::uint64_t>(name[7])).fill(picture, cv::RNG::UNIFORM, 0, 256);
    write_photo(picture, folder / name);
  }
  folder.write("images/spoilt.png", "no image");
  TraverseJob job;
  job.input = {testing::saved_autoencoder(folder, testing::tiny_autoencoder("upsample")),
               folder / "images"};
  job.numbers = 3;
  job.steps = 5;
  job.output = folder / "walks.png";
  Observer silent;
  const TraverseReport report = traverse_codes(job, silent);
  EXPECT_EQ(report.skipped, 1U);
  ASSERT_EQ(report.rows.size(), 3U);
  EXPECT_GE(report.rows[0].effect, report.rows[1].effect);
  EXPECT_EQ(std::get<cv::Mat>(read_pixels(job.output)).size(), cv::Size(5 * 16, 3 * 16));
}

}  // namespace
}  // namespace antifaz
