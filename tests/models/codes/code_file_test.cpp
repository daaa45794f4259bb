#include "models/codes/code_file.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/codes/code_header.hpp"
#include "models/codes/zstd_frame.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

const CodeModel kModel{"abc", 2};

CodeFile some_file() {
  torch::manual_seed(2);
  CodeFile file;
  file.model = "abc";
  for (int i = 0; i < 300; ++i) file.names.push_back("faces/" + std::to_string(i) + ".png");
  // The second number varies a hundred times less than the first.
  file.codes = quantize(torch::randn({300, 2}) * torch::tensor({5.F, 0.05F}) + 3, 6);
  return file;
}

TEST(CodeFile, QuantizingIsWrongByHalfAStepAtMost) {
  torch::manual_seed(1);
  const torch::Tensor codes = 10 * torch::randn({500, 7}) - 4;
  double last = 1e9;
  for (int bits = 1; bits <= 8; ++bits) {
    const QuantizedCodes quantized = quantize(codes, bits);
    const double error = (dequantize(quantized) - codes).abs().max().item<double>();
    EXPECT_LE(error, quantized.step / 2 * 1.0001);
    EXPECT_LT(error, last);
    EXPECT_LT(quantized.symbols.max().item<int>(), 1 << bits);
    last = error;
  }
  const torch::Tensor flat = torch::full({3, 2}, 1.5F);
  EXPECT_TRUE(torch::equal(dequantize(quantize(flat, 4)), flat));
}

TEST(CodeFile, ComesBackAsItWas) {
  const CodeFile file = some_file();
  const std::string bytes = to_bytes(file);
  const CodeFile back = code_file_from(bytes, "x.afzc", kModel);
  EXPECT_EQ(back.model, file.model);
  EXPECT_EQ(back.names, file.names);
  EXPECT_EQ(back.codes.step, file.codes.step);
  EXPECT_TRUE(torch::equal(back.codes.low, file.codes.low));
  EXPECT_TRUE(torch::equal(back.codes.symbols, file.codes.symbols));
}

TEST(CodeFile, ANumberThatHardlyVariesCostsLittle) {
  CodeFile both = some_file(), one = both;
  one.codes.symbols = both.codes.symbols.slice(1, 0, 1);
  one.codes.low = both.codes.low.slice(0, 0, 1);
  EXPECT_LT(to_bytes(both).size(), to_bytes(one).size() + 100);  // for 300 symbols
}

TEST(CodeFile, SymbolsCostAboutTheirEntropy) {
  torch::manual_seed(3);
  const torch::Tensor codes = torch::randn({4096, 4});
  const QuantizedCodes quantized = quantize(codes, 6);
  double bits = 0;
  for (const torch::Tensor& column : quantized.symbols.unbind(1)) {
    const torch::Tensor share = torch::bincount(column.contiguous()).to(torch::kDouble) / 4096;
    bits -= 4096 * torch::xlogy(share, share).sum().item<double>() / std::log(2);
  }
  EXPECT_LT(static_cast<double>(size_without_names(quantized)), bits / 8 * 1.03 + 300);
}

TEST(CodeFile, RefusesWhatIsDamaged) {
  const std::string bytes = to_bytes(some_file());
  EXPECT_ERROR(code_file_from("PNG", "x.afzc", kModel), HasSubstr("x.afzc: holds no codes"));
  for (const std::size_t size : {std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_ERROR(code_file_from(bytes.substr(0, size), "x", kModel), HasSubstr("is damaged"));
  }
  for (std::size_t at = 9; at < bytes.size(); at += 37) {
    std::string other = bytes;
    other[at] = static_cast<char>(other[at] ^ 0x10);
    EXPECT_ERROR(code_file_from(other, "x", kModel), HasSubstr("is damaged")) << at;
  }
  EXPECT_ERROR(code_file_from(bytes + "x", "x", kModel), HasSubstr("is damaged"));
}

/// A file of any header and symbols.
std::string file_of(const std::string& cbor, const std::string& symbols) {
  const std::string header = zstd_frame(cbor, 4096);
  std::string bytes{'A', 'F', 'Z', 'C', 1};
  for (int shift = 0; shift < 32; shift += 8) {
    bytes += static_cast<char>(header.size() >> shift & 0xFF);
  }
  return bytes + header + zstd_frame(symbols, 4096);
}

TEST(CodeFile, WritesNothingThatItWouldRefuse) {
  for (const char* name : {"../x.png", "/etc/x.png", "a/../../x.png", "", "faces/0.png"}) {
    CodeFile file = some_file();
    file.names[7] = name;
    EXPECT_THROW(to_bytes(file), Error) << name;
  }
  EXPECT_ERROR(quantize(torch::tensor({{1.F}, {NAN}}), 4), HasSubstr("not finite"));
  EXPECT_ERROR(quantize(torch::tensor({{3e38F}, {-3e38F}}), 4), HasSubstr("too far apart"));
}

TEST(CodeFile, RefusesNamesThatWouldNotAllBeThereInTheirFolder) {
  const auto read = [](const std::string& other) {
    code_file_from(file_of(to_cbor({"abc", {"a", other}, {0, 0}, 1}), "1234"), "x", kModel);
  };
  read("b");
  for (const char* name : {"../x.png", "/etc/x.png", "a/../../x.png", ""}) {
    EXPECT_ERROR(read(name), HasSubstr("outside its folder")) << name;
  }
  EXPECT_ERROR(read("a"), HasSubstr("'a' is there twice"));
  EXPECT_ERROR(read("a.png/b"), HasSubstr("needs a folder where the file 'a.png' will be"));
}

TEST(CodeFile, RefusesNumbersThatMakeNoImage) {
  for (const float step : {0.F, -1.F, 1e38F}) {
    EXPECT_ERROR(code_file_from(file_of(to_cbor({"abc", {"a"}, {0, 0}, step}), "12"), "x", kModel),
                 HasSubstr("its header makes no sense"))
        << step;
  }
  for (const float low : {NAN, INFINITY, -INFINITY}) {
    EXPECT_ERROR(code_file_from(file_of(to_cbor({"abc", {"a"}, {0, low}, 1}), "12"), "x", kModel),
                 HasSubstr("is damaged"))
        << low;
  }
}

TEST(CodeFile, TellsAnotherModelBeforeItUnpacksSymbols) {
  const std::string header = to_cbor({"abc", {"a"}, {0, 0}, 1});
  const std::string spoilt = file_of(header, "").substr(0, file_of(header, "").size() - 2);
  EXPECT_ERROR(code_file_from(spoilt, "x", kModel), HasSubstr("is damaged"));
  EXPECT_ERROR(code_file_from(spoilt, "x", {"abd", 2}), HasSubstr("another model (SHA-256 abc"));
  EXPECT_ERROR(code_file_from(spoilt, "x", {"abc", 3}), HasSubstr("another model"));
}

TEST(CodeFile, SmallFilesThatClaimMuchAreRefused) {
  const std::string header = to_cbor({"abc", {"a"}, {0, 0}, 1});
  EXPECT_ERROR(code_file_from(file_of(header, std::string(50'000'000, '1')), "x", kModel),
               HasSubstr("unpacks to more than it may"));
  EXPECT_ERROR(code_file_from(file_of(std::string(kMostHeaderBytes + 1, '\x80'), ""), "x", kModel),
               HasSubstr("unpacks to more than it may"));
}

}  // namespace
}  // namespace antifaz
