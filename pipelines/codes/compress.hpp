#pragma once

#include <filesystem>

#include "pipelines/codes/model_input.hpp"

namespace antifaz {

struct CompressJob {
  ModelInput input;              ///< a model of images
  int bits = 5;                  ///< of the number of a code that varies most, 1 to 8
  std::filesystem::path output;  ///< file to write
};

struct CompressReport {
  std::size_t images = 0;
  std::size_t bytes = 0;    ///< of the file
  std::size_t skipped = 0;  ///< images that could not be read
};

/// Stores images as quantised codes. Throws `Error` where the file can't be written, before
/// anything is read, for a model of vectors, and for names that could not all be files again.
CompressReport compress_images(const CompressJob& job, Observer& observer);

struct DecompressJob {
  std::filesystem::path file;    ///< what `compress_images` wrote
  std::filesystem::path model;   ///< the same weights file
  std::filesystem::path output;  ///< new folder, for a PNG an image
  Device device;
};

struct DecompressReport {
  std::size_t images = 0;
};

/// Makes images of a file of codes. The folder is there when all of them are, or not at all. Throws
/// `Error` where it can't be made, before anything is read, for another model, and for a file that
/// is damaged or claims what it may not (`code_file_from`).
DecompressReport decompress_images(const DecompressJob& job, Observer& observer);

}  // namespace antifaz
