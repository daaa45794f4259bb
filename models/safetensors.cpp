#include "models/safetensors.hpp"

#include <torch/types.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "src/core/error.hpp"
#include "src/core/files.hpp"

namespace antifaz {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxHeader = 100'000'000;  // the format's own limit

struct DType {
  const char* name;
  at::ScalarType type;
};
constexpr DType kDTypes[] = {{"F64", at::kDouble},    {"F32", at::kFloat}, {"F16", at::kHalf},
                             {"BF16", at::kBFloat16}, {"I64", at::kLong},  {"I32", at::kInt},
                             {"U8", at::kByte}};

at::ScalarType parse_dtype(const std::string& name, const std::filesystem::path& file) {
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

at::Tensor make_tensor(const json& entry, std::string_view data, const std::string& name,
                       const std::filesystem::path& file) {
  const at::ScalarType type = parse_dtype(entry.at("dtype").get<std::string>(), file);
  const auto shape = entry.at("shape").get<std::vector<int64_t>>();
  const auto offsets = entry.at("data_offsets").get<std::vector<std::uint64_t>>();
  std::uint64_t bytes = at::elementSize(type);
  for (const int64_t extent : shape) {
    if (extent < 0 || bytes * static_cast<std::uint64_t>(extent) > data.size()) {
      throw Error(file, "is truncated: tensor '" + name + "' is larger than the file");
    }
    bytes *= static_cast<std::uint64_t>(extent);
  }
  if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data.size()) {
    throw Error(file, "is truncated: tensor '" + name + "' lies past the end of the file");
  }
  if (offsets[1] - offsets[0] != bytes) {
    throw Error(file, "is damaged: tensor '" + name + "' has " +
                          std::to_string(offsets[1] - offsets[0]) + " bytes, its shape needs " +
                          std::to_string(bytes));
  }
  at::Tensor tensor = torch::empty(shape, type);
  if (bytes > 0) std::memcpy(tensor.data_ptr(), data.data() + offsets[0], bytes);
  return tensor;
}

}  // namespace

TensorFile read_safetensors(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) throw Error(file, "no such weights file");
  const std::string bytes = read_file(file);
  std::uint64_t header_size = 0;
  if (bytes.size() < sizeof header_size) {
    throw Error(file, "is not a safetensors file (too short)");
  }
  std::memcpy(&header_size, bytes.data(), sizeof header_size);  // little-endian, as every target
  if (header_size > kMaxHeader || bytes.size() <= sizeof header_size ||
      bytes[sizeof header_size] != '{') {
    throw Error(file, "is not a safetensors file");
  }
  if (header_size > bytes.size() - sizeof header_size) throw Error(file, "is truncated");
  const std::string_view data = std::string_view(bytes).substr(sizeof header_size + header_size);
  TensorFile contents;
  try {
    const json header = json::parse(bytes.begin() + sizeof header_size,
                                    bytes.begin() + sizeof header_size + header_size);
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        contents.card = entry.get<Card>();
      } else {
        contents.tensors[name] = make_tensor(entry, data, name, file);
      }
    }
  } catch (const json::exception& e) {
    throw Error(file, std::string("is not a safetensors file: ") + e.what());
  }
  return contents;
}

void write_safetensors(const TensorFile& contents, const std::filesystem::path& file) {
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
  std::string text = header.dump();
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
