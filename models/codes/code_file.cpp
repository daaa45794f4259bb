#include "models/codes/code_file.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "models/codes/zstd_frame.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

using Json = nlohmann::json;

constexpr char kMagic[] = {'A', 'F', 'Z', 'C', 1};  // the last is the version
constexpr std::size_t kBlock = 4096;                // symbols that share a table of code words
constexpr std::size_t kMostHeader = std::size_t{1} << 28, kMostSymbols = std::size_t{1} << 32;

std::string with_length(const std::string& bytes) {
  std::string text;
  for (int shift = 0; shift < 32; shift += 8) {
    text += static_cast<char>(bytes.size() >> shift & 0xFF);
  }
  return text + bytes;
}

bool leaves_folder(const std::filesystem::path& path) {
  return path.empty() || path.is_absolute() ||
         std::find(path.begin(), path.end(), "..") != path.end();
}

std::string header_of(const CodeFile& file) {
  const at::Tensor low = file.codes.low.contiguous();
  const std::vector<float> lows(low.data_ptr<float>(), low.data_ptr<float>() + low.numel());
  const std::vector<std::uint8_t> cbor = Json::to_cbor(
      {{"model", file.model}, {"names", file.names}, {"low", lows}, {"step", file.codes.step}});
  return {cbor.begin(), cbor.end()};
}

}  // namespace

QuantizedCodes quantize(const at::Tensor& codes, int bits) {
  TORCH_CHECK(bits >= 1 && bits <= 8 && codes.dim() == 2 && codes.size(0) > 0);
  const at::Tensor low = std::get<0>(codes.min(0)), high = std::get<0>(codes.max(0));
  const float range = (high - low).max().item<float>();
  const float step = range > 0 ? range / static_cast<float>((1 << bits) - 1) : 1.F;
  return {((codes - low) / step).round().to(torch::kUInt8), low, step};
}

at::Tensor dequantize(const QuantizedCodes& codes) {
  return codes.low + codes.step * codes.symbols.to(torch::kFloat32);
}

std::string packed_symbols(const QuantizedCodes& codes) {
  const at::Tensor columns = codes.symbols.t().contiguous();  // alike stand together
  const std::string symbols(reinterpret_cast<const char*>(columns.data_ptr<std::uint8_t>()),
                            static_cast<std::size_t>(columns.numel()));
  const auto column = static_cast<std::size_t>(columns.size(1));
  return zstd_frame(symbols, (kBlock + column - 1) / column * column);
}

std::string to_bytes(const CodeFile& file) {
  return std::string(kMagic, sizeof kMagic) + with_length(zstd_frame(header_of(file), kBlock)) +
         packed_symbols(file.codes);
}

CodeFile code_file_from(const std::string& bytes, const std::filesystem::path& where) {
  constexpr std::size_t kStart = sizeof kMagic + 4;
  if (bytes.size() < kStart || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
    throw Error(where, "holds no codes of 'antifaz codes compress'");
  }
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    length |= std::size_t{static_cast<unsigned char>(bytes[sizeof kMagic + i])} << (8 * i);
  }
  CodeFile file;
  try {
    if (length > bytes.size() - kStart) throw Error("it is cut off");
    const Json header =
        Json::from_cbor(unpacked_zstd_frame(bytes.substr(kStart, length), kMostHeader));
    file.model = header.at("model").get<std::string>();
    file.names = header.at("names").get<std::vector<std::string>>();
    file.codes.step = header.at("step").get<float>();
    file.codes.low = torch::tensor(header.at("low").get<std::vector<float>>());
    const auto count = static_cast<std::int64_t>(file.names.size());
    const std::int64_t numbers = file.codes.low.numel();
    if (count == 0 || numbers == 0 || count > static_cast<std::int64_t>(kMostSymbols) / numbers) {
      throw Error("its header makes no sense");
    }
    for (const std::string& name : file.names) {
      if (leaves_folder(name)) throw Error("it names a file outside its folder: '" + name + "'");
    }
    const auto size = static_cast<std::size_t>(count * numbers);
    const std::string symbols = unpacked_zstd_frame(bytes.substr(kStart + length), size);
    if (symbols.size() != size) throw Error("it is cut off");
    file.codes.symbols = torch::empty({numbers, count}, torch::kUInt8);
    std::memcpy(file.codes.symbols.data_ptr(), symbols.data(), size);
    file.codes.symbols = file.codes.symbols.t();
  } catch (const Json::exception&) {
    throw Error(where, "is damaged: its header can't be read");
  } catch (const Error& error) {
    throw Error(where, std::string("is damaged: ") + error.what());
  }
  return file;
}

}  // namespace antifaz
