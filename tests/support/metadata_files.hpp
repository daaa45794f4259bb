#pragma once

#include <gtest/gtest.h>

#include <exiv2/exiv2.hpp>
#include <set>
#include <string>
#include <utility>

#include "src/metadata/metadata.hpp"
#include "tests/support/jpeg_files.hpp"
#include "tests/support/temp_folder.hpp"

/// Photographs' files with metadata planted in them, and what becomes of it.
namespace antifaz::testing {

inline Photo read_bytes(const std::string& bytes) {
  const TempFolder folder;
  auto result = read_photo(folder.write("x", bytes));
  if (const auto* fault = std::get_if<ImageFault>(&result)) {
    ADD_FAILURE() << fault->reason;
    return {};
  }
  return std::get<Photo>(std::move(result));
}

inline auto opened(const std::string& bytes) {
  auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                         static_cast<long>(bytes.size()));
  image->readMetadata();
  return image;
}

/// `file` with what `plant` does to its metadata.
template <typename Plant>
std::string planted(const std::string& file, const Plant& plant) {
  const auto image = opened(file);
  plant(*image);
  image->writeMetadata();
  Exiv2::BasicIo& io = image->io();
  io.open();
  std::string bytes(static_cast<std::size_t>(io.size()), '\0');
  io.read(reinterpret_cast<Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size()));
  return bytes;
}

inline cv::Mat scene() { return texture({200, 120}, 3); }

/// A photograph's file, read, changed and written, and what became of its metadata.
struct Round {
  Round(const std::string& original, KeepMetadata keep) : photo(read_bytes(original)) {
    photo.pixels += cv::Scalar::all(20);
    plain = encode_photo(photo, "a");
    result = with_metadata(plain, photo, 1, original, keep);
    image = opened(result.file);
  }
  std::set<std::string> exif() const {
    std::set<std::string> keys;
    for (const auto& field : image->exifData()) keys.insert(field.key());
    const auto without = opened(plain);
    for (const auto& field : without->exifData()) keys.erase(field.key());
    for (const char* structure : {"Exif.Image.ExifTag", "Exif.Image.Orientation"}) {
      keys.erase(structure);
    }
    return keys;
  }
  std::string text(const std::string& key) const {
    const auto field = image->exifData().findKey(Exiv2::ExifKey(key));
    return field == image->exifData().end() ? "" : field->toString();
  }

  Photo photo;
  std::string plain;
  WithMetadata result;
  decltype(opened("")) image;
};

}  // namespace antifaz::testing
