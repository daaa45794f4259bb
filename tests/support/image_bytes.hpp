#pragma once

#include <zlib.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <utility>
#include <vector>

/// Image files as other programs write them, in memory.
namespace antifaz::testing {

inline std::string big_endian(std::size_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i));
  return text;
}

inline std::string little_endian(std::size_t value, int bytes) {
  const std::string text = big_endian(value, bytes);
  return std::string(text.rbegin(), text.rend());
}

/// A TIFF structure whose only tag is the orientation.
inline std::string exif_block(int orientation, bool motorola) {
  const auto number = motorola ? big_endian : little_endian;
  return (motorola ? "MM" : "II") + number(42, 2) + number(8, 4) + number(1, 2) +  // one entry
         number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2) +
         number(0, 4);
}

inline std::string encoded(const std::string& extension, const cv::Mat& image,
                           const std::vector<int>& options = {}) {
  std::vector<unsigned char> bytes;
  cv::imencode(extension, image, bytes, options);
  return std::string(bytes.begin(), bytes.end());
}

/// `jpeg` with one more segment, at its front.
inline std::string with_segment(const std::string& jpeg, char marker, const std::string& data) {
  const std::string segment = {'\xFF', marker};
  return std::string(jpeg).insert(2, segment + big_endian(data.size() + 2, 2) + data);
}

inline std::string jpeg_with(const std::string& exif, const cv::Mat& image) {
  return with_segment(encoded(".jpg", image), '\xE1', std::string("Exif\0\0", 6) + exif);
}

/// `png` with one more chunk, behind its header.
inline std::string with_chunk(const std::string& png, const std::string& name,
                              const std::string& data) {
  const std::string chunk = name + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(chunk.data()), chunk.size());
  return std::string(png).insert(33, big_endian(data.size(), 4) + chunk + big_endian(sum, 4));
}

inline std::string png_with(const std::string& exif, const cv::Mat& image) {
  return with_chunk(encoded(".png", image), "eXIf", exif);
}

// Lossless WebP in the extended container: VP8X announces the EXIF chunk at the end.
inline std::string webp_with(const std::string& exif, const cv::Mat& image) {
  const std::string plain = encoded(".webp", image);
  const std::string body = "WEBPVP8X" + little_endian(10, 4) + little_endian(0x08, 4) +
                           little_endian(image.cols - 1, 3) + little_endian(image.rows - 1, 3) +
                           plain.substr(12) + "EXIF" + little_endian(exif.size(), 4) + exif;
  return "RIFF" + little_endian(body.size(), 4) + body;
}

// Uncompressed grey TIFF in one strip.
inline std::string tiff_with(int orientation, const cv::Mat& image) {
  cv::Mat grey;
  cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  const auto width = static_cast<std::size_t>(grey.cols);
  const auto height = static_cast<std::size_t>(grey.rows);
  const std::vector<std::pair<std::size_t, std::size_t>> tags{
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 1},
      {273, 8},
      {274, static_cast<std::size_t>(orientation)},
      {277, 1},
      {278, height},
      {279, grey.total()}};
  std::string file = "II" + little_endian(42, 2) + little_endian(8 + grey.total(), 4) +
                     std::string(grey.datastart, grey.dataend) + little_endian(tags.size(), 2);
  for (const auto& [tag, value] : tags) {
    file +=
        little_endian(tag, 2) + little_endian(4, 2) + little_endian(1, 4) + little_endian(value, 4);
  }
  return file + little_endian(0, 4);
}

}  // namespace antifaz::testing
