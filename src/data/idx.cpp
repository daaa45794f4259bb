#include "src/data/idx.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr unsigned char kBytes = 0x08, kFloats = 0x0D, kDoubles = 0x0E;
constexpr std::size_t kPiece = std::size_t{1} << 20;  // memory is taken as bytes come

/// The bytes of a file, of a gzip file those within; zlib tells which.
class Source {
 public:
  explicit Source(const fs::path& file)
      : file_(file), stream_(gzopen(file.c_str(), "rb"), gzclose) {
    if (!fs::is_regular_file(file) || !stream_) throw Error(file, "can't be read");
  }

  /// The next `count` bytes. Throws `Error` where there are not so many.
  std::string next(std::uint64_t count) {
    std::string bytes;
    while (bytes.size() < count) {
      const std::size_t had = bytes.size();
      bytes.resize(had + std::min<std::uint64_t>(kPiece, count - had));
      const int got =
          gzread(stream_.get(), bytes.data() + had, static_cast<unsigned>(bytes.size() - had));
      if (got <= 0 || static_cast<std::size_t>(got) < bytes.size() - had) {
        throw Error(file_, "is cut off, or damaged");
      }
    }
    return bytes;
  }
  void expect_end() {
    char more = 0;
    const int got = gzread(stream_.get(), &more, 1);
    if (got > 0) throw Error(file_, "goes on behind what its extents say");
    int fault = Z_OK;  // where gzip's checksum differs, or is not there
    gzerror(stream_.get(), &fault);
    if (got < 0 || (fault != Z_OK && fault != Z_STREAM_END)) {
      throw Error(file_, "is cut off, or damaged");
    }
  }

 private:
  const fs::path& file_;
  std::unique_ptr<std::remove_pointer_t<gzFile>, int (*)(gzFile)> stream_;
};

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

template <typename Number>
std::vector<Number> numbers_of(std::string bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(Number)) {
    std::reverse(bytes.data() + at, bytes.data() + at + sizeof(Number));  // they are big-endian
  }
  std::vector<Number> numbers(bytes.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

std::size_t size_of_type(unsigned char type, const fs::path& file) {
  if (type == kBytes) return 1;
  if (type == kFloats) return sizeof(float);
  if (type == kDoubles) return sizeof(double);
  throw Error(file, "holds IDX numbers of type " + std::to_string(type) +
                        "; bytes (8), floats (13) and doubles (14) are read");
}

}  // namespace

bool looks_like_idx(const fs::path& file) {
  char first[4] = {};
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(first, sizeof first)) return false;
  const bool gzip = first[0] == '\x1f' && first[1] == '\x8b';
  return gzip || (first[0] == 0 && first[1] == 0 && first[2] >= 8 && first[2] <= 14 &&
                  first[3] >= 1 && static_cast<std::size_t>(first[3]) <= kMostIdxExtents);
}

NpyArray read_idx(const fs::path& file) {
  Source source(file);
  const std::string magic = source.next(4);
  const auto extents = static_cast<unsigned char>(magic[3]);
  if (magic[0] != 0 || magic[1] != 0 || extents == 0) {
    throw Error(file, "is no IDX file, nor one within gzip");
  }
  if (extents > kMostIdxExtents) {
    throw Error(file, "has " + std::to_string(extents) + " extents, more than " +
                          std::to_string(kMostIdxExtents));
  }
  const auto type = static_cast<unsigned char>(magic[2]);
  std::uint64_t size = size_of_type(type, file);
  NpyArray array;
  for (unsigned char i = 0; i < extents; ++i) {
    const std::uint32_t extent = big_endian(source.next(4).data());
    array.shape.push_back(extent);
    // Below 2^31 before, below 2^63 after.
    size *= extent;
    if (size > kMostIdxBytes) throw Error(file, "says that it holds more than it may");
  }
  std::string bytes = source.next(size);
  source.expect_end();
  if (type == kBytes) {
    array.numbers = std::vector<std::uint8_t>(bytes.begin(), bytes.end());
  } else if (type == kFloats) {
    array.numbers = numbers_of<float>(std::move(bytes));
  } else {
    array.numbers = numbers_of<double>(std::move(bytes));
  }
  return array;
}

}  // namespace antifaz
