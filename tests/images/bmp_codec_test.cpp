#include <gmock/gmock.h>

#include "src/images/codecs.hpp"
#include "tests/support/image_bytes.hpp"

namespace antifaz {
namespace {

using testing::encoded;
using ::testing::HasSubstr;
using testing::little_endian;

constexpr int kWidth = 5, kHeight = 3;
constexpr std::size_t kNone = 0, kRle8 = 1, kRle4 = 2, kMasks = 3;

/// A BMP of 5x3 pixels in its parts.
struct Bmp {
  std::size_t bits = 24, compression = kNone, colours = 0, header = 40;
  std::string extra;    ///< the header's bytes beyond its first 40
  std::string masks;    ///< between header and palette
  std::string palette;  ///< blue, green, red, 0 (without 0 in OS/2)
  std::string pixels;
  std::size_t file_size = 0;
  bool top_down = false;

  std::string bytes() const {
    const std::size_t height = top_down ? (std::size_t{1} << 32) - kHeight : std::size_t{kHeight};
    std::string info = little_endian(header, 4);
    if (header == 12) {
      info += little_endian(kWidth, 2) + little_endian(kHeight, 2) + little_endian(1, 2) +
              little_endian(bits, 2);
    } else {
      info += little_endian(kWidth, 4) + little_endian(height, 4) + little_endian(1, 2) +
              little_endian(bits, 2) + little_endian(compression, 4) + little_endian(0, 4) +
              little_endian(0, 4) + little_endian(0, 4) + little_endian(colours, 4) +
              little_endian(0, 4) + extra;
    }
    info += masks + palette;
    return "BM" + little_endian(file_size, 4) + little_endian(0, 4) +
           little_endian(14 + info.size(), 4) + info + pixels;
  }
};

/// A different colour in each pixel.
cv::Vec3b colour(int x, int y) {
  return {static_cast<uchar>(x * 50), static_cast<uchar>(y * 100), static_cast<uchar>(x * 7 + y)};
}

/// Bottom row first, each filled up to four bytes; `pixel` gives the bytes of one.
template <typename Pixel>
std::string rows(Pixel pixel, bool top_down = false) {
  std::string all;
  for (int i = 0; i < kHeight; ++i) {
    std::string row;
    for (int x = 0; x < kWidth; ++x) row += pixel(x, top_down ? i : kHeight - 1 - i);
    all += row + std::string((4 - row.size() % 4) % 4, '\0');
  }
  return all;
}

std::string bgr(int x, int y) {
  const cv::Vec3b c = colour(x, y);
  return {static_cast<char>(c[0]), static_cast<char>(c[1]), static_cast<char>(c[2])};
}

/// Index of a pixel in a palette of 15 entries and one that none has.
int index(int x, int y) { return y * kWidth + x; }

std::string palette(const std::string& end = std::string(1, '\0')) {
  std::string entries;
  for (int i = 0; i < 16; ++i) entries += bgr(i % kWidth, i / kWidth % kHeight) + end;
  return entries;
}

void expect_colours(const Bmp& bmp, const std::string& what) {
  const Decoded decoded = decode_bmp(bmp.bytes());
  ASSERT_TRUE(std::holds_alternative<Photo>(decoded))
      << what << ": " << std::get<ImageFault>(decoded).reason;
  const cv::Mat& pixels = std::get<Photo>(decoded).pixels;
  ASSERT_EQ(pixels.size(), cv::Size(kWidth, kHeight)) << what;
  ASSERT_EQ(pixels.type(), CV_8UC3) << what;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      EXPECT_EQ(pixels.at<cv::Vec3b>(y, x), colour(x, y)) << what << " " << x << "," << y;
    }
  }
}

std::string fault_of(const std::string& bytes) {
  const Decoded decoded = decode_bmp(bytes);
  const auto* fault = std::get_if<ImageFault>(&decoded);
  return fault ? fault->reason : "(no fault)";
}

TEST(DecodeBmp, TrueColourOfEveryHeader) {
  for (const std::size_t header : {12, 40, 64, 108, 124}) {
    Bmp bmp;
    bmp.header = header;
    bmp.pixels = rows(bgr);
    if (header > 40) bmp.extra = std::string(header - 40, '\0');
    expect_colours(bmp, std::to_string(header));
  }
  Bmp down;
  down.top_down = true;
  down.pixels = rows(bgr, true);
  expect_colours(down, "top down");
}

TEST(DecodeBmp, WrongSizeFieldIsIgnored) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{20}, std::size_t{0xFFFFFFFF}}) {
    Bmp bmp;
    bmp.pixels = rows(bgr);
    bmp.file_size = size;
    expect_colours(bmp, std::to_string(size));
  }
}

TEST(DecodeBmp, ChannelMasksInAnyOrder) {
  const auto number = [](std::size_t value) { return little_endian(value, 4); };
  const std::vector<std::vector<int>> shifts{{16, 8, 0}, {0, 8, 16}, {24, 16, 8}, {8, 16, 24}};
  for (const std::vector<int>& shift : shifts) {  // of red, green, blue
    Bmp bmp;
    bmp.bits = 32;
    bmp.compression = kMasks;
    for (const int s : shift) bmp.masks += number(std::size_t{255} << s);
    bmp.pixels = rows([&](int x, int y) {
      const cv::Vec3b c = colour(x, y);
      return number(std::size_t{c[2]} << shift[0] | std::size_t{c[1]} << shift[1] |
                    std::size_t{c[0]} << shift[2]);
    });
    expect_colours(bmp, "red at " + std::to_string(shift[0]));
  }
}

TEST(DecodeBmp, AlphaMask) {
  Bmp bmp;
  bmp.header = 108;
  bmp.bits = 32;
  bmp.compression = kMasks;
  bmp.extra = little_endian(0xFF0000, 4) + little_endian(0xFF00, 4) + little_endian(0xFF, 4) +
              little_endian(0xFF000000, 4) + std::string(52, '\0');
  bmp.pixels = rows([](int x, int y) { return bgr(x, y) + static_cast<char>(10 + x); });
  const Decoded decoded = decode_bmp(bmp.bytes());
  const cv::Mat pixels = std::get<Photo>(decoded).pixels;
  ASSERT_EQ(pixels.type(), CV_8UC4);
  const cv::Vec3b c = colour(4, 2);
  EXPECT_EQ(pixels.at<cv::Vec4b>(2, 4), cv::Vec4b(c[0], c[1], c[2], 14));
}

TEST(DecodeBmp, Palettes) {
  Bmp bmp;
  bmp.bits = 8;
  bmp.colours = 16;
  bmp.palette = palette();
  bmp.pixels = rows([](int x, int y) { return std::string(1, static_cast<char>(index(x, y))); });
  expect_colours(bmp, "8 bits");
  bmp.header = 12;  // OS/2, whose palette is always whole
  bmp.palette = palette("") + std::string(240 * 3, '\0');
  expect_colours(bmp, "OS/2");
}

TEST(DecodeBmp, RunLengths) {
  Bmp bmp;
  bmp.bits = 8;
  bmp.compression = kRle8;
  bmp.colours = 16;
  bmp.palette = palette();
  const std::string row_end("\0\0", 2), end("\0\1", 2);
  for (int y = kHeight - 1; y >= 0; --y) {
    for (int x = 0; x < kWidth; ++x) {  // the last run reaches beyond the row, as some write it
      bmp.pixels += {static_cast<char>(x == kWidth - 1 ? 4 : 1), static_cast<char>(index(x, y))};
    }
    bmp.pixels += row_end;
  }
  bmp.pixels += end;
  expect_colours(bmp, "RLE8");
  const std::string bytes = bmp.bytes();
  EXPECT_EQ(fault_of(bytes.substr(0, bytes.size() - 20)), "the file is truncated");

  bmp.bits = 4;
  bmp.compression = kRle4;
  bmp.pixels.clear();
  for (int y = kHeight - 1; y >= 0; --y) {
    for (int x = 0; x < kWidth; ++x) bmp.pixels += {1, static_cast<char>(index(x, y) << 4)};
    bmp.pixels += row_end;
  }
  bmp.pixels += end;
  expect_colours(bmp, "RLE4");
}

TEST(DecodeBmp, AHeaderOfGigabytesIsRefusedBeforeItIsMade) {
  for (const std::size_t size :
       {std::size_t{200}, std::size_t{0x2CFFFFFF}, std::size_t{0xFFFFFFF0}}) {
    Bmp bmp;
    bmp.pixels = rows(bgr);
    bmp.header = size;
    EXPECT_EQ(fault_of(bmp.bytes()), "the file is truncated") << size;
  }
}

TEST(DecodeBmp, APaletteOfGigabytesIsRefusedBeforeItIsMade) {
  for (const std::size_t colours : {std::size_t{0xB5090020}, std::size_t{0x3FFFFFFF}}) {
    Bmp bmp;
    bmp.bits = 8;
    bmp.palette = palette();
    bmp.pixels = rows([](int x, int y) { return std::string(1, static_cast<char>(index(x, y))); });
    bmp.colours = colours;
    EXPECT_EQ(fault_of(bmp.bytes()), "the file is truncated") << colours;
  }
}

TEST(DecodeBmp, TruncatedAndHugeAndForeignOnesAreRefused) {
  Bmp bmp;
  bmp.pixels = rows(bgr);
  const std::string bytes = bmp.bytes();
  for (std::size_t size = 2; size < bytes.size(); ++size) {
    EXPECT_NE(fault_of(bytes.substr(0, size)), "(no fault)") << size;
  }
  std::string huge = bytes;
  huge.replace(18, 8, little_endian(50000, 4) + little_endian(50000, 4));
  EXPECT_NE(fault_of(huge), "(no fault)");
  Bmp claimed;
  claimed.bits = 8;
  claimed.compression = kRle8;  // a few runs could fill any size
  claimed.pixels = rows(bgr);
  huge = claimed.bytes();
  huge.replace(18, 8, little_endian(50000, 4) + little_endian(50000, 4));
  EXPECT_EQ(fault_of(huge), "50000x50000 pixels are too many");
  bmp.compression = 4;  // a JPEG inside
  EXPECT_THAT(fault_of(bmp.bytes()), HasSubstr("can't be decoded"));
}

}  // namespace
}  // namespace antifaz
