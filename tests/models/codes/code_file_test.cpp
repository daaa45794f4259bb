#include "models/codes/code_file.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/codes/zstd_frame.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

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
  const CodeFile back = code_file_from(bytes, "x.afzc");
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
  CodeFile file{"", std::vector<std::string>(4096, "a"), quantize(codes, 6)};
  double bits = 0;
  for (const torch::Tensor& column : file.codes.symbols.unbind(1)) {
    const torch::Tensor share = torch::bincount(column.contiguous()).to(torch::kDouble) / 4096;
    bits -= 4096 * torch::xlogy(share, share).sum().item<double>() / std::log(2);
  }
  EXPECT_LT(static_cast<double>(to_bytes(file).size()), bits / 8 * 1.03 + 300);
}

TEST(CodeFile, RefusesWhatIsDamaged) {
  const std::string bytes = to_bytes(some_file());
  EXPECT_ERROR(code_file_from("PNG", "x.afzc"), HasSubstr("x.afzc: holds no codes"));
  for (const std::size_t size : {std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_ERROR(code_file_from(bytes.substr(0, size), "x"), HasSubstr("is damaged"));
  }
  for (std::size_t at = 9; at < bytes.size(); at += 37) {
    std::string other = bytes;
    other[at] = static_cast<char>(other[at] ^ 0x10);
    EXPECT_ERROR(code_file_from(other, "x"), HasSubstr("is damaged")) << at;
  }
  EXPECT_ERROR(code_file_from(bytes + "x", "x"), HasSubstr("is damaged"));
}

TEST(CodeFile, RefusesToLeaveItsFolder) {
  for (const char* name : {"../x.png", "/etc/x.png", "a/../../x.png", ""}) {
    CodeFile file = some_file();
    file.names[7] = name;
    EXPECT_ERROR(code_file_from(to_bytes(file), "x"), HasSubstr("outside its folder")) << name;
  }
}

TEST(CodeFile, AFrameMayNotUnpackToMoreThanAllowed) {
  const std::string frame = zstd_frame(std::string(100000, 'a'), 4096);
  EXPECT_LT(frame.size(), 1000U);
  EXPECT_EQ(unpacked_zstd_frame(frame, 100000), std::string(100000, 'a'));
  EXPECT_ERROR(unpacked_zstd_frame(frame, 99999), HasSubstr("more than it may"));
  EXPECT_EQ(unpacked_zstd_frame(zstd_frame("", 4096), 0), "");
}

}  // namespace
}  // namespace antifaz
