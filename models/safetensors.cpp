#include "models/safetensors.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// What a file may claim, beside kDeepestJson (docs/limits.md). The header's size is the format's
// own limit.
constexpr std::uint64_t kMostHeaderBytes = 100'000'000;
constexpr std::size_t kMostDimensions = 16;

constexpr char kNoTable[] = "is not a safetensors file: its header is no table of tensors";

struct DType {
  const char* name;
  at::ScalarType type;
};
constexpr DType kDTypes[] = {{"F64", at::kDouble},    {"F32", at::kFloat}, {"F16", at::kHalf},
                             {"BF16", at::kBFloat16}, {"I64", at::kLong},  {"I32", at::kInt},
                             {"U8", at::kByte}};

at::ScalarType parse_dtype(const std::string& name, const fs::path& file) {
  for (const DType& dtype : kDTypes) {
    if (name == dtype.name) return dtype.type;
  }
  throw Error(file, "tensor type '" + name + "' is not supported");
}

const char* dtype_name(at::ScalarType type) {
  for (const DType& dtype : kDTypes) {
    if (type == dtype.type) return dtype.name;
  }
  TORCH_CHECK(false, "no safetensors type for ", type);
}

/// Where a tensor's bytes stand among the file's data.
struct Range {
  std::uint64_t begin = 0, end = 0;
  std::string tensor;
};

/// A list of whole numbers from 0 on that fit an int64.
std::vector<int64_t> whole_numbers(const json& list, const std::string& what,
                                   const fs::path& file) {
  std::vector<int64_t> numbers;
  if (!list.is_array()) throw Error(file, "is damaged: " + what + " is no list");
  for (const json& number : list) {
    const bool whole = number.is_number_unsigned();
    if (!whole || number.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      throw Error(file, "is damaged: " + what + " holds " + number.dump().substr(0, 40) +
                            ", no whole number from 0 on");
    }
    numbers.push_back(number.get<int64_t>());
  }
  return numbers;
}

/// The bytes that a tensor of that shape takes. None must count past 2^63: LibTorch multiplies
/// extents unchecked, those of empty tensors too.
std::uint64_t bytes_needed(const std::vector<int64_t>& shape, at::ScalarType type,
                           const std::string& name, const fs::path& file) {
  if (shape.size() > kMostDimensions) {
    throw Error(file, "is damaged: tensor '" + name + "' has " + std::to_string(shape.size()) +
                          " dimensions, at most " + std::to_string(kMostDimensions) + " are usual");
  }
  std::uint64_t bytes = at::elementSize(type);
  bool empty = false;
  for (const int64_t extent : shape) {
    if (extent == 0) {
      empty = true;
    } else if (bytes > std::uint64_t{INT64_MAX} / static_cast<std::uint64_t>(extent)) {
      throw Error(file, "is damaged: tensor '" + name + "' is larger than any memory");
    } else {
      bytes *= static_cast<std::uint64_t>(extent);
    }
  }
  return empty ? 0 : bytes;
}

at::Tensor make_tensor(const json& entry, std::string_view data, Range& range,
                       const fs::path& file) {
  const std::string& name = range.tensor;
  const at::ScalarType type = parse_dtype(entry.at("dtype").get<std::string>(), file);
  const auto shape = whole_numbers(entry.at("shape"), "the shape of '" + name + "'", file);
  const std::uint64_t bytes = bytes_needed(shape, type, name, file);
  const auto offsets = whole_numbers(entry.at("data_offsets"), "the place of '" + name + "'", file);
  if (offsets.size() != 2 || offsets[0] > offsets[1]) {
    throw Error(file, "is damaged: tensor '" + name + "' has no place among its bytes");
  }
  range.begin = static_cast<std::uint64_t>(offsets[0]);
  range.end = static_cast<std::uint64_t>(offsets[1]);
  if (range.end > data.size()) {
    throw Error(file, "is truncated: tensor '" + name + "' lies past the end of the file");
  }
  if (range.end - range.begin != bytes) {
    throw Error(file, "is damaged: tensor '" + name + "' has " +
                          std::to_string(range.end - range.begin) + " bytes, its shape needs " +
                          std::to_string(bytes));
  }
  at::Tensor tensor = torch::empty(shape, type);
  if (bytes > 0) std::memcpy(tensor.data_ptr(), data.data() + range.begin, bytes);
  return tensor;
}

/// No byte belongs to two tensors, so all together are no larger than the file.
void refuse_overlaps(std::vector<Range> ranges, const fs::path& file) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.begin < b.begin; });
  std::uint64_t end = 0;
  const Range* last = nullptr;
  for (const Range& range : ranges) {
    if (range.begin == range.end) continue;
    if (range.begin < end) {
      throw Error(file, "is damaged: the tensors '" + last->tensor + "' and '" + range.tensor +
                            "' share bytes");
    }
    end = range.end;
    last = &range;
  }
}

json parse_header(std::string_view text, const fs::path& file) {
  std::optional<json> header = parse_json(text);
  if (!header) {
    throw Error(file, "is not a safetensors file: its header is no JSON, or nested too deep");
  }
  if (!header->is_object()) throw Error(file, kNoTable);
  return std::move(*header);
}

}  // namespace

TensorFile read_safetensors(const fs::path& file) {
  std::error_code ignored;  // of a name too long, which read_file would say
  if (!fs::exists(file, ignored)) throw Error(file, "no such weights file");
  const std::string bytes = read_file(file);
  std::uint64_t header_size = 0;
  if (bytes.size() < sizeof header_size) {
    throw Error(file, "is not a safetensors file (too short)");
  }
  std::memcpy(&header_size, bytes.data(), sizeof header_size);  // little-endian, as every target
  if (header_size > kMostHeaderBytes || bytes.size() <= sizeof header_size ||
      bytes[sizeof header_size] != '{') {
    throw Error(file, "is not a safetensors file");
  }
  if (header_size > bytes.size() - sizeof header_size) throw Error(file, "is truncated");
  const std::string_view data = std::string_view(bytes).substr(sizeof header_size + header_size);
  TensorFile contents;
  try {
    std::vector<Range> ranges;
    const json header =
        parse_header(std::string_view(bytes).substr(sizeof header_size, header_size), file);
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        contents.card = entry.get<Card>();
      } else {
        ranges.push_back({0, 0, name});
        contents.tensors[name] = make_tensor(entry, data, ranges.back(), file);
      }
    }
    refuse_overlaps(std::move(ranges), file);
  } catch (const json::exception&) {
    throw Error(file, kNoTable);
  }
  return contents;
}

void write_safetensors(const TensorFile& contents, const fs::path& file) {
  json header;
  header["__metadata__"] = contents.card;
  std::vector<at::Tensor> ordered;
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : contents.tensors) {
    ordered.push_back(tensor.detach().cpu().contiguous());
    const std::uint64_t end = offset + ordered.back().nbytes();
    header[name] = {{"dtype", dtype_name(tensor.scalar_type())},
                    {"shape", tensor.sizes().vec()},
                    {"data_offsets", {offset, end}}};
    offset = end;
  }
  // Paths on a card are bytes: what is no UTF-8 must not cost the weights.
  std::string text = header.dump(-1, ' ', false, json::error_handler_t::replace);
  text.resize((text.size() + 7) / 8 * 8, ' ');  // the format asks for aligned data
  const std::uint64_t size = text.size();

  std::string bytes(reinterpret_cast<const char*>(&size), sizeof size);
  bytes += text;
  for (const at::Tensor& tensor : ordered) {
    bytes.append(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes());
  }
  write_atomically(file, bytes);
}

}  // namespace antifaz
