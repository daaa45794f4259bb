#include "pipelines/codes/compress.hpp"

#include <torch/types.h>

#include <opencv2/core.hpp>

#include "models/codes/code_file.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// A model, and an empty folder beside it.
class Compress : public ::testing::Test {
 protected:
  fs::path in_folder(const std::string& name) const { return folder_ / name; }

  /// So many codes for the model, named by number, and one more where `last` is a name.
  fs::path written(int count, const std::string& last = "") const {
    CodeFile file{sha256_of(model_), {}, {}};
    for (int i = 0; i < count; ++i) file.names.push_back(std::to_string(i));
    if (!last.empty()) file.names.push_back(last);
    torch::manual_seed(1);
    file.codes = quantize(torch::randn({static_cast<std::int64_t>(file.names.size()), 4}), 8);
    return folder_.write("codes.afzc", to_bytes(file));
  }

  DecompressReport decompress(const fs::path& file, const fs::path& output) {
    return decompress_images({file, model_, output, {}}, silent_);
  }

  std::vector<std::string> names_in_folder() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  testing::TempFolder folder_;
  const std::string model_ =
      testing::saved_autoencoder(folder_, testing::tiny_autoencoder("upsample"));
  Observer silent_;
};

TEST_F(Compress, ImagesOfFoldersComeBackUnderTheirNames) {
  cv::Mat picture(16, 16, CV_8UC3);
  for (const char* name : {"a.png", "b/a.png", "b/c.png"}) {
    cv::RNG(1).fill(picture, cv::RNG::UNIFORM, 0, 256);
    write_photo(picture, folder_ / (std::string("images/") + name));
  }
  folder_.write("images/spoilt.png", "no image");
  const fs::path file = in_folder("codes.afzc");
  const CompressReport report = compress_images({{model_, in_folder("images")}, 5, file}, silent_);
  EXPECT_EQ(report.images, 3U);
  EXPECT_EQ(report.skipped, 1U);
  EXPECT_EQ(report.bytes, fs::file_size(file));
  EXPECT_EQ(decompress(file, in_folder("new/decoded/")).images, 3U);
  for (const char* name : {"a.png.png", "b/a.png.png", "b/c.png.png"}) {
    const auto made = std::get<cv::Mat>(read_pixels(in_folder("new/decoded") / name));
    EXPECT_EQ(made.size(), cv::Size(16, 16)) << name;
  }
  EXPECT_EQ(fs::status(in_folder("new/decoded")).permissions(),
            fs::status(in_folder("new")).permissions());
}

TEST_F(Compress, OutputsAreAskedFirst) {
  const fs::path nowhere = folder_.path() / "no/folder.afzc", missing = folder_.path() / "missing";
  EXPECT_ERROR(compress_images({{missing, missing}, 5, nowhere}, silent_),
               HasSubstr("no/folder.afzc"));
  folder_.write("taken/file", "");
  EXPECT_ERROR(decompress_images({missing, missing, in_folder("taken"), {}}, silent_),
               HasSubstr("taken: is there already"));
}

TEST_F(Compress, ExamplesThatCouldNotBeFilesAgainAreRefused) {
  // "a" becomes a.png, and the folder a.png holds an image too.
  cv::Mat picture(16, 16, CV_8UC3, cv::Scalar::all(7));
  write_photo(picture, folder_ / "images/a.png");
  write_photo(picture, folder_ / "images/a.png.png/b.png");
  EXPECT_ERROR(compress_images({{model_, in_folder("images")}, 5, in_folder("x")}, silent_),
               HasSubstr("images: the name 'a.png.png/b.png' needs a folder"));
  EXPECT_FALSE(fs::exists(in_folder("x")));
}

TEST_F(Compress, WhatIsRefusedLeavesNothing) {
  const std::string good = read_file(written(3));
  const std::vector<std::string> before = names_in_folder();
  for (std::size_t size = 0; size < good.size(); size += 7) {
    folder_.write("codes.afzc", good.substr(0, size));
    EXPECT_THROW(decompress(in_folder("codes.afzc"), in_folder("decoded")), Error) << size;
  }
  EXPECT_EQ(names_in_folder(), before);
}

TEST_F(Compress, AFolderThatFailsHalfWayIsGone) {
  // The last of the names is too long for any file system: known only once it is written.
  const fs::path codes = written(200, std::string(300, 'x'));
  const std::vector<std::string> before = names_in_folder();
  EXPECT_THROW(decompress(codes, in_folder("decoded")), Error);
  EXPECT_EQ(names_in_folder(), before);
}

TEST_F(Compress, StopsWithoutATrace) {
  const fs::path codes = written(300);
  const std::vector<std::string> before = names_in_folder();
  for (const int patience : {0, 1, 2}) {
    testing::Impatient observer(patience);
    EXPECT_THROW(decompress_images({codes, model_, in_folder("decoded"), {}}, observer), Stopped);
  }
  EXPECT_EQ(names_in_folder(), before);
  testing::Impatient observer(3);
  EXPECT_EQ(decompress_images({codes, model_, in_folder("decoded"), {}}, observer).images, 300U);
}

TEST_F(Compress, MoreThanABatchOfImagesIsDecoded) {
  const fs::path codes = written(130);
  decompress(codes, in_folder("decoded"));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(in_folder("decoded"))) ++files;
  EXPECT_EQ(files, 130U);
}

}  // namespace
}  // namespace antifaz
