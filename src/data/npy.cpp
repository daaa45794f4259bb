#include "src/data/npy.hpp"

#include <cstring>
#include <regex>
#include <string_view>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "numbers are copied as they lie");

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kLongestHeader = 10000;  // NumPy's own limit
constexpr std::size_t kAlignment = 64;

struct Header {
  std::string type;
  std::vector<std::int64_t> shape;
};

/// The value of `key` in the header, a Python dictionary.
std::string entry(const std::string& header, const std::string& key, const std::string& pattern,
                  const std::filesystem::path& file) {
  std::smatch found;
  if (!std::regex_search(header, found, std::regex("'" + key + "' *: *" + pattern))) {
    throw Error(file, "its header has no plain '" + key +
                          "'; save one array of numbers with "
                          "numpy.save");
  }
  return found[1];
}

std::vector<std::int64_t> parse_shape(const std::string& text, const std::filesystem::path& file) {
  std::vector<std::int64_t> shape;
  const std::regex number("[0-9]+");
  for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at) {
    if (at->length() > 15) throw Error(file, "its shape (" + text + ") is too large");
    shape.push_back(std::stoll(at->str()));
  }
  return shape;
}

Header parse_header(const std::string& text, const std::filesystem::path& file) {
  const std::string type = entry(text, "descr", "'([^']*)'", file);
  if (entry(text, "fortran_order", "(True|False)", file) == "True") {
    throw Error(file, "is in Fortran order; save numpy.ascontiguousarray(x)");
  }
  return {type, parse_shape(entry(text, "shape", "\\(([0-9, ]*)\\)", file), file)};
}

template <typename Number>
std::vector<Number> numbers_of(std::string_view bytes, const std::vector<std::int64_t>& shape,
                               const std::filesystem::path& file) {
  std::size_t count = 1;
  bool fits = true;
  for (const std::int64_t extent : shape) {
    fits = fits && !__builtin_mul_overflow(count, static_cast<std::size_t>(extent), &count);
  }
  if (!fits || bytes.size() / sizeof(Number) != count || bytes.size() % sizeof(Number) != 0) {
    throw Error(file, "holds " + std::to_string(bytes.size()) +
                          " bytes of numbers, which is not what its shape says; is it cut off?");
  }
  std::vector<Number> numbers(count);
  if (count > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  return numbers;
}

std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

template <typename Number>
constexpr const char* type_name();
template <>
constexpr const char* type_name<std::uint8_t>() {
  return "|u1";
}
template <>
constexpr const char* type_name<float>() {
  return "<f4";
}
template <>
constexpr const char* type_name<double>() {
  return "<f8";
}

}  // namespace

NpyArray read_npy(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  std::string_view rest = bytes;
  if (rest.substr(0, kMagic.size()) != kMagic || rest.size() < kMagic.size() + 4) {
    throw Error(file, "is no .npy file");
  }
  const int version = static_cast<unsigned char>(rest[kMagic.size()]);
  if (version != 1 && version != 2) {
    throw Error(file, "is .npy version " + std::to_string(version) +
                          "; only 1 and 2, what numpy.save writes for arrays of numbers, are read");
  }
  rest.remove_prefix(kMagic.size() + 2);
  const std::size_t field = version == 1 ? 2 : 4;
  const std::size_t length = little_endian(rest.substr(0, field));
  if (rest.size() < field + length || length > kLongestHeader) {
    throw Error(file, "its header is cut off or too long");
  }
  const Header header = parse_header(std::string(rest.substr(field, length)), file);
  rest.remove_prefix(field + length);
  if (header.type == type_name<float>()) {
    return {header.shape, numbers_of<float>(rest, header.shape, file)};
  }
  if (header.type == type_name<double>()) {
    return {header.shape, numbers_of<double>(rest, header.shape, file)};
  }
  if (header.type == type_name<std::uint8_t>()) {
    return {header.shape, numbers_of<std::uint8_t>(rest, header.shape, file)};
  }
  throw Error(file, "holds numbers of type '" + header.type +
                        "'; save them as float32, float64 or uint8, as in x.astype('float32')");
}

void write_npy(const NpyArray& array, const std::filesystem::path& file) {
  const auto write = [&](const auto& numbers) {
    using Number = typename std::decay_t<decltype(numbers)>::value_type;
    std::string shape;
    for (const std::int64_t extent : array.shape) shape += std::to_string(extent) + ", ";
    std::string header = std::string("{'descr': '") + type_name<Number>() +
                         "', 'fortran_order': False, 'shape': (" + shape + "), }";
    const std::size_t before = kMagic.size() + 4 + header.size() + 1;
    header.append((kAlignment - before % kAlignment) % kAlignment, ' ');
    header += '\n';
    std::string bytes(kMagic);
    bytes += {1, 0, static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)};
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
    write_atomically(file, bytes);
  };
  std::visit(write, array.numbers);
}

}  // namespace antifaz
