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
  for (int i = 0; i < 4; ++i) text[i] = static_cast<char>(header.size() >> 8 * i);
  return text + header + std::string(16, '\0');
}

TEST_F(Safetensors, HostileHeadersAreRefused) {
  const char* entries[] = {
      R"("shape":[4],"data_offsets":[0,17])",                      // past the end
      R"("shape":[4],"data_offsets":[8,0])",                       // backwards
      R"("shape":[4],"data_offsets":[-8,8])",                      // before the beginning
      R"("shape":[4],"data_offsets":[0.5,16.5])",                  // between bytes
      R"("shape":[4],"data_offsets":[0])",                         // no end
      R"("shape":[4],"data_offsets":[0,18446744073709551615])",    // -1, unsigned
      R"("shape":[3],"data_offsets":[0,16])",                      // shape and bytes differ
      R"("shape":[-4],"data_offsets":[0,16])",                     // negative
      R"("shape":[-2,-2],"data_offsets":[0,16])",                  // their product is not
      R"("shape":[4.0],"data_offsets":[0,16])",                    // no integer
      R"("shape":[1.5],"data_offsets":[0,4])",                     // no integer
      R"("shape":[true],"data_offsets":[0,4])",                    // no number
      R"("shape":[1e30],"data_offsets":[0,16])",                   // fits no integer
      R"("shape":[18446744073709551615],"data_offsets":[0,16])",   // fits no signed one
      R"("shape":[4611686018427387904,4],"data_offsets":[0,16])",  // product overflows
      R"("shape":[4611686018427387905,4],"data_offsets":[0,16])",  // and wraps to what is there
      R"("shape":[65536,65536,65536,65536,4],"data_offsets":[0,16])",
      R"("shape":[0,4611686018427387904,4],"data_offsets":[0,0])",  // empty, overflows the same
      R"("shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4],"data_offsets":[0,16])",
      R"("shape":"four","data_offsets":[0,16])",  // no list
      R"("shape":{"a":4},"data_offsets":[0,16])",
      R"("data_offsets":[0,16])",  // no shape
  };
  for (const char* entry : entries) {
    write_bytes(with_header(std::string(R"({"x":{"dtype":"F32",)") + entry + "}}"));
    EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr(file().string() + ": is "))) << entry;
  }
  write_bytes(with_header(R"({"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})"));
  EXPECT_EQ(read_safetensors(file()).tensors.at("x").numel(), 4);
}

TEST_F(Safetensors, HeadersThatAreNoTableOfTensorsAreRefused) {
  for (const char* header :
       {R"({"x":4})", R"({"x":[]})", R"({"x":null})", R"({"__metadata__":{"a":1}})",
        R"({"__metadata__":[]})", R"({"x":{"dtype":7,"shape":[4],"data_offsets":[0,16]}})",
        R"({"x":)", "{\"\xff\":1}"}) {
    write_bytes(with_header(header));
    EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("is not a safetensors file"))) << header;
  }
}

TEST_F(Safetensors, HeadersBeyondTheLimitAreRefusedBeforeTheyAreLookedFor) {
  std::string claim = with_header("{}");
  const std::uint64_t size = 100'000'001;
  claim.replace(0, 8, reinterpret_cast<const char*>(&size), 8);
  write_bytes(claim);
  EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("is not a safetensors file")));
}

TEST_F(Safetensors, TensorsDoNotShareBytes) {
  const auto two = [](const char* first, const char* second) {
    const auto entry = [](const char* place) {
      return std::string(R"({"dtype":"F32","shape":[2],"data_offsets":)") + place + "}";
    };
    return with_header(R"({"x":)" + entry(first) + R"(,"y":)" + entry(second) + "}");
  };
  for (const auto& [first, second] :
       {std::pair("[0,8]", "[0,8]"), {"[0,8]", "[4,12]"}, {"[8,16]", "[1,9]"}}) {
    write_bytes(two(first, second));
    EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("share bytes"))) << first << second;
  }
  write_bytes(two("[8,16]", "[0,8]"));
  EXPECT_EQ(read_safetensors(file()).tensors.size(), 2U);
}

TEST_F(Safetensors, DeepHeadersAreRefused) {
  for (const int depth : {200, 10'000, 1'000'000}) {
    write_bytes(with_header(R"({"x":)" + std::string(depth, '[') + std::string(depth, ']') + "}"));
    EXPECT_THAT(reading(), ThrowsMessage<Error>(HasSubstr("too deep"))) << depth;
    write_bytes(with_header(R"({"x":)" + std::string(depth, '[')));
    EXPECT_THROW(read_safetensors(file()), Error) << depth;
  }
}

TEST_F(Safetensors, ACardThatIsNoUtf8DoesNotCostTheWeights) {
  const torch::Tensor x = torch::ones({4});
  for (const char* path : {"data/caf\xe9", "\xff\xfe", "cut \xc3", "\xed\xa0\x80"}) {
    write_safetensors({{{"architecture", "test"}, {"command", path}}, {{"x", x}}}, file());
    const TensorFile read = read_safetensors(file());
    EXPECT_TRUE(torch::equal(read.tensors.at("x"), x));
    EXPECT_EQ(read.card.at("architecture"), "test");
    EXPECT_THAT(read.card.at("command"), HasSubstr("\xef\xbf\xbd")) << "U+FFFD";
  }
}

}  // namespace
}  // namespace antifaz
