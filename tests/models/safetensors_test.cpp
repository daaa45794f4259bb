#include "models/safetensors.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include <filesystem>
#include <fstream>

#include "src/core/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class Safetensors : public ::testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "w.safetensors"; }

  void write_bytes(const std::string& bytes) const {
    std::ofstream(file(), std::ios::binary) << bytes;
  }

  std::string bytes() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  auto reading() const {
    return [this] { read_safetensors(file()); };
  }

 private:
  testing::TempFolder folder_;
};

TEST_F(Safetensors, RoundTripKeepsCardTypesAndValues) {
  TensorFile written;
  written.card = {{"architecture", "test"}, {"note", "quotes \" and ünïcode"}};
  written.tensors["float"] = torch::randn({2, 3});
  written.tensors["half"] = torch::randn({5}).to(torch::kHalf);
  written.tensors["count"] = torch::tensor({1, 2, 3}, torch::kInt64);
  written.tensors["scalar"] = torch::tensor(1.5);
  written.tensors["empty"] = torch::empty({0, 4});
  write_safetensors(written, file());
  const TensorFile read = read_safetensors(file());
  EXPECT_EQ(read.card, written.card);
  ASSERT_EQ(read.tensors.size(), written.tensors.size());
  for (const auto& [name, tensor] : written.tensors) {
    EXPECT_EQ(read.tensors.at(name).scalar_type(), tensor.scalar_type()) << name;
    EXPECT_TRUE(torch::equal(read.tensors.at(name), tensor)) << name;
  }
}

TEST_F(Safetensors, WritesChannelsLastTensorsInLogicalOrder) {
  const torch::Tensor x = torch::randn({2, 3, 4, 5}).contiguous(at::MemoryFormat::ChannelsLast);
  write_safetensors({{}, {{"x", x}}}, file());
  EXPECT_TRUE(torch::equal(read_safetensors(file()).tensors.at("x"), x));
}

TEST_F(Safetensors, EveryTruncationIsRefused) {
  write_safetensors({{{"architecture", "test"}}, {{"x", torch::ones({4})}}}, file());
  const std::string whole = bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_bytes(whole.substr(0, size));
    EXPECT_THROW(read_safetensors(file()), Error) << "cut to " << size << " bytes";
  }
}

TEST_F(Safetensors, NamesWhatIsWrong) {
  EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("no such weights file")));
  write_bytes("this is a text file, long enough to hold a length");
  EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("not a safetensors file")));
}

/// A file with one header, its length filled in, and 16 bytes of data.
std::string with_header(const std::string& header) {
  std::string text(8, '\0');
  text[0] = static_cast<char>(header.size());
  return text + header + std::string(16, '\0');
}

TEST_F(Safetensors, HostileHeadersAreRefused) {
  const char* entries[] = {
      R"("shape":[4],"data_offsets":[0,17])",                      // past the end
      R"("shape":[4],"data_offsets":[8,0])",                       // backwards
      R"("shape":[3],"data_offsets":[0,16])",                      // shape and bytes differ
      R"("shape":[-4],"data_offsets":[0,16])",                     // negative
      R"("shape":[4611686018427387904,4],"data_offsets":[0,16])",  // product overflows
      R"("shape":"four","data_offsets":[0,16])",                   // no list
  };
  for (const char* entry : entries) {
    write_bytes(with_header(std::string(R"({"x":{"dtype":"F32",)") + entry + "}}"));
    EXPECT_THROW(read_safetensors(file()), Error) << entry;
  }
  write_bytes(with_header(R"({"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})"));
  EXPECT_EQ(read_safetensors(file()).tensors.at("x").numel(), 4);
}

}  // namespace
}  // namespace antifaz
