#include "models/codes/code_file.hpp"

#include <torch/types.h>

#include <cmath>
#include <cstring>

#include "models/codes/code_header.hpp"
#include "models/codes/zstd_frame.hpp"
#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr char kMagic[] = {'A', 'F', 'Z', 'C', 1};  // the last is the version
constexpr std::size_t kBlock = 4096;                // symbols that share a table of code words
constexpr std::size_t kStart = sizeof kMagic + 4;   // the header's frame begins behind its length

/// Thrown inside: the file is whole, but for another model.
struct OtherModel {
  std::string sha256;
};

std::string with_length(const std::string& bytes) {
  std::string text;
  for (int shift = 0; shift < 32; shift += 8) {
    text += static_cast<char>(bytes.size() >> shift & 0xFF);
  }
  return text + bytes;
}

CodeHeader header_of(const CodeFile& file) {
  const at::Tensor low = file.codes.low.contiguous();
  return {file.model,
          file.names,
          {low.data_ptr<float>(), low.data_ptr<float>() + low.numel()},
          file.codes.step};
}

/// The bytes of the header's frame. Throws `Error` where they are not all there.
std::string header_frame(const std::string& bytes) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    length |= std::size_t{static_cast<unsigned char>(bytes[sizeof kMagic + i])} << (8 * i);
  }
  if (length > bytes.size() - kStart) throw Error("it is cut off");
  return bytes.substr(kStart, length);
}

void expect_sense(const CodeHeader& header) {
  expect_code_sizes(header.names.size(), header.low.size());
  for (const float low : header.low) {
    if (!(header.step > 0) || !std::isfinite(low + header.step * 255)) {
      throw Error("its header makes no sense");
    }
  }
  expect_separate_files(header.names);
}

/// uint8 [N, numbers]
at::Tensor symbols_from(const std::string& frame, std::size_t count, std::size_t numbers) {
  const std::string symbols = unpacked_zstd_frame(frame, count * numbers);
  if (symbols.size() != count * numbers) throw Error("it is cut off");
  at::Tensor columns = torch::empty(
      {static_cast<std::int64_t>(numbers), static_cast<std::int64_t>(count)}, torch::kUInt8);
  std::memcpy(columns.data_ptr(), symbols.data(), symbols.size());
  return columns.t();
}

std::string unchecked_bytes(const CodeFile& file) {
  const std::string header = to_cbor(header_of(file));
  if (header.size() > kMostHeaderBytes) {
    throw Error("the names are longer than a file of codes may hold");
  }
  return std::string(kMagic, sizeof kMagic) + with_length(zstd_frame(header, kBlock)) +
         packed_symbols(file.codes);
}

}  // namespace

QuantizedCodes quantize(const at::Tensor& codes, int bits) {
  TORCH_CHECK(bits >= 1 && bits <= 8 && codes.dim() == 2 && codes.size(0) > 0);
  if (!codes.isfinite().all().item<bool>()) throw Error("the model's codes are not finite");
  const at::Tensor low = std::get<0>(codes.min(0)), high = std::get<0>(codes.max(0));
  const float range = (high - low).max().item<float>();
  if (!std::isfinite(255 * range))
    throw Error("the model's codes are too far apart to be quantised");
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
  expect_code_sizes(file.names.size(), static_cast<std::size_t>(file.codes.low.numel()));
  expect_separate_files(file.names);
  return unchecked_bytes(file);
}

std::size_t size_without_names(const QuantizedCodes& codes) {
  return unchecked_bytes({"", {}, codes}).size();
}

CodeFile code_file_from(const std::string& bytes, const std::filesystem::path& where,
                        const CodeModel& model) {
  if (bytes.size() < kStart || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
    throw Error(where, "holds no codes of 'antifaz codes compress'");
  }
  try {
    const std::string packed = header_frame(bytes);
    CodeHeader header = code_header_from(unpacked_zstd_frame(packed, kMostHeaderBytes));
    if (header.model != model.sha256 || header.low.size() != model.numbers) {
      throw OtherModel{header.model};
    }
    expect_sense(header);
    const at::Tensor symbols =
        symbols_from(bytes.substr(kStart + packed.size()), header.names.size(), header.low.size());
    return {std::move(header.model),
            std::move(header.names),
            {symbols, torch::tensor(header.low), header.step}};
  } catch (const OtherModel& other) {
    throw Error(where, "was compressed with another model (SHA-256 " + other.sha256.substr(0, 12) +
                           "...); only that one can decode it");
  } catch (const Error& error) {
    throw Error(where, std::string("is damaged: ") + error.what());
  }
}

}  // namespace antifaz
