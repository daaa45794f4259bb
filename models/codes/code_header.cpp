#include "models/codes/code_header.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Reads the few kinds of CBOR items that a header is made of.
class CborReader {
 public:
  explicit CborReader(std::string_view bytes) : left_(bytes) {}

  bool at_end() const { return left_.empty(); }
  std::size_t pairs() { return length_of(kMap); }

  /// How many items follow. Each is a byte at least, so a claim that is larger is none.
  std::size_t items(std::size_t most) {
    const std::size_t count = length_of(kArray);
    if (count > most) throw Error("it holds more than it may");
    return count;
  }

  std::string text() { return std::string(taken(length_of(kText))); }

  float number() {
    const auto first = static_cast<unsigned char>(taken(1)[0]);
    double value = 0;
    if (first == kFloat) {
      const auto bits = static_cast<std::uint32_t>(big_endian(4));
      float x = 0;
      std::memcpy(&x, &bits, sizeof x);
      value = x;
    } else if (first == kDouble) {
      const std::uint64_t bits = big_endian(8);
      std::memcpy(&value, &bits, sizeof value);
    } else {
      throw unreadable();  // nlohmann writes what is not finite as a half, so that ends here too
    }
    if (!std::isfinite(static_cast<float>(value))) throw Error("it holds a number not finite");
    return static_cast<float>(value);
  }

 private:
  static constexpr unsigned kText = 3, kArray = 4, kMap = 5;  // kinds of items
  static constexpr unsigned kFloat = 0xFA, kDouble = 0xFB;    // whole first bytes

  static Error unreadable() { return Error("its header can't be read"); }

  std::string_view taken(std::size_t count) {
    if (count > left_.size()) throw unreadable();
    const std::string_view bytes = left_.substr(0, count);
    left_.remove_prefix(count);
    return bytes;
  }

  std::uint64_t big_endian(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const char byte : taken(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }

  /// The length of an item of that kind; those without a length of their own are refused.
  std::size_t length_of(unsigned kind) {
    const auto first = static_cast<unsigned char>(taken(1)[0]);
    const unsigned how = first & 0x1FU;
    if (first >> 5 != kind || how > 27) throw unreadable();
    const std::uint64_t length = how < 24 ? how : big_endian(std::size_t{1} << (how - 24));
    if (length > left_.size()) throw unreadable();
    return static_cast<std::size_t>(length);
  }

  std::string_view left_;
};

bool leaves_folder(const fs::path& path) {
  return path.empty() || path.is_absolute() ||
         std::find(path.begin(), path.end(), "..") != path.end();
}

}  // namespace

std::string to_cbor(const CodeHeader& header) {
  const std::vector<std::uint8_t> cbor = nlohmann::json::to_cbor({{"model", header.model},
                                                                  {"names", header.names},
                                                                  {"low", header.low},
                                                                  {"step", header.step}});
  return {cbor.begin(), cbor.end()};
}

CodeHeader code_header_from(const std::string& cbor) {
  CborReader in(cbor);
  CodeHeader header;
  std::unordered_set<std::string> seen;
  for (std::size_t pairs = in.pairs(); pairs > 0; --pairs) {
    const std::string key = in.text();
    if (!seen.insert(key).second) throw Error("its header says '" + key + "' twice");
    if (key == "model") {
      header.model = in.text();
    } else if (key == "step") {
      header.step = in.number();
    } else if (key == "low") {
      for (std::size_t n = in.items(kMostNumbers); n > 0; --n) header.low.push_back(in.number());
    } else if (key == "names") {
      for (std::size_t n = in.items(kMostCodes); n > 0; --n) header.names.push_back(in.text());
    } else {
      throw Error("its header can't be read");
    }
  }
  if (seen.size() != 4 || !in.at_end()) throw Error("its header can't be read");
  return header;
}

void expect_code_sizes(std::size_t count, std::size_t numbers) {
  if (count == 0 || numbers == 0) throw Error("there are no codes");
  if (count > kMostCodes || numbers > kMostNumbers || count > kMostSymbols / numbers) {
    throw Error(std::to_string(count) + " codes of " + std::to_string(numbers) +
                " numbers are more than a file of codes may hold");
  }
}

std::string picture_name(const std::string& name) { return name + ".png"; }

void expect_separate_files(const std::vector<std::string>& names) {
  std::unordered_set<std::string> files;
  for (const std::string& name : names) {
    if (name.find('\0') != std::string::npos) throw Error("a name holds a zero byte");
    if (leaves_folder(name)) throw Error("the name '" + name + "' lies outside its folder");
    if (!files.insert(fs::path(picture_name(name)).lexically_normal().string()).second) {
      throw Error("the name '" + name + "' is there twice");
    }
  }
  for (const std::string& name : names) {
    for (fs::path above = fs::path(name).lexically_normal().parent_path(); !above.empty();
         above = above.parent_path()) {
      if (files.count(above.string()) == 0) continue;
      throw Error("the name '" + name + "' needs a folder where the file '" + above.string() +
                  "' will be");
    }
  }
}

}  // namespace antifaz
