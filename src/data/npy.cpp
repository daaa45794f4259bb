#include "src/data/npy.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "numbers are copied as they lie");

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kAlignment = 64;

struct Header {
  std::string type;
  std::vector<std::int64_t> shape;
};

std::string_view without_spaces(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

Error no_plain(const std::string& key, const std::filesystem::path& file) {
  return Error(file,
               "its header has no plain '" + key + "'; save one array of numbers with numpy.save");
}

/// What stands behind `key` in the header, a Python dictionary. No regular expressions here: how
/// deep those of the standard library recurse is up to the file.
std::string_view behind(const std::string& key, std::string_view header,
                        const std::filesystem::path& file) {
  const std::string quoted = "'" + key + "'";
  const std::size_t at = header.find(quoted);
  if (at == std::string_view::npos) throw no_plain(key, file);
  header = without_spaces(header.substr(at + quoted.size()));
  if (header.substr(0, 1) != ":") throw no_plain(key, file);
  return without_spaces(header.substr(1));
}

/// The value of `key`, a text between two such marks.
std::string between(char open, char close, const std::string& key, std::string_view header,
                    const std::filesystem::path& file) {
  const std::string_view value = behind(key, header, file);
  const std::size_t end = value.find(close, 1);
  if (value.empty() || value[0] != open || end == std::string_view::npos) {
    throw no_plain(key, file);
  }
  return std::string(value.substr(1, end - 1));
}

std::vector<std::int64_t> parse_shape(const std::string& text, const std::filesystem::path& file) {
  if (text.find_first_not_of("0123456789, ") != std::string::npos) throw no_plain("shape", file);
  std::vector<std::int64_t> shape;
  for (std::size_t at = 0; (at = text.find_first_not_of(", ", at)) != std::string::npos;) {
    const std::string digits = text.substr(at, text.find_first_of(", ", at) - at);
    if (digits.size() > 15) throw Error(file, "its shape (" + shown(text) + ") is too large");
    shape.push_back(std::stoll(digits));
    at += digits.size();
  }
  return shape;
}

Header parse_header(std::string_view text, const std::filesystem::path& file) {
  const std::string type = between('\'', '\'', "descr", text, file);
  const std::string_view order = behind("fortran_order", text, file);
  if (order.substr(0, 4) == "True") {
    throw Error(file, "is in Fortran order; save numpy.ascontiguousarray(x)");
  }
  if (order.substr(0, 5) != "False") throw no_plain("fortran_order", file);
  return {type, parse_shape(between('(', ')', "shape", text, file), file)};
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
  if (rest.size() < field + length || length > kMostNpyHeaderBytes) {
    throw Error(file, "its header is cut off or too long");
  }
  const Header header = parse_header(rest.substr(field, length), file);
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
  throw Error(file, "holds numbers of type '" + shown(header.type) +
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
