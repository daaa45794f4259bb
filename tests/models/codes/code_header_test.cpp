#include "models/codes/code_header.hpp"

#include <random>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

const CodeHeader kHeader{"abc", {"faces/1.png", "faces/2.png"}, {1.5F, -2, 3e-20F}, 0.25F};

TEST(CodeHeader, ComesBackAsItWas) {
  const CodeHeader back = code_header_from(to_cbor(kHeader));
  EXPECT_EQ(back.model, kHeader.model);
  EXPECT_EQ(back.names, kHeader.names);
  EXPECT_EQ(back.low, kHeader.low);
  EXPECT_EQ(back.step, kHeader.step);
}

TEST(CodeHeader, LongTextsAndArraysComeBack) {
  CodeHeader header = kHeader;
  for (int i = 0; i < 70000; ++i) header.names.push_back(std::string(i % 300, 'x'));
  EXPECT_EQ(code_header_from(to_cbor(header)).names, header.names);
}

TEST(CodeHeader, WhatNestsIsRefusedHoweverDeep) {
  // Arrays, maps, tags, texts of unknown length inside each other: a reader that calls itself for
  // each would leave its stack.
  for (const unsigned char first : {0x81, 0x9F, 0xA1, 0xBF, 0xC1, 0xD8, 0x5F, 0x7F, 0x82, 0x61}) {
    const std::string deep(5'000'000, static_cast<char>(first));
    EXPECT_THROW(code_header_from(deep), Error) << int{first};
    std::string inside = to_cbor(kHeader);
    inside = inside.substr(0, inside.find("model") + 5) + deep;
    EXPECT_THROW(code_header_from(inside), Error) << int{first};
    inside = inside.substr(0, inside.find("low") + 3) + deep;
    EXPECT_THROW(code_header_from(inside), Error) << int{first};
  }
}

TEST(CodeHeader, ClaimsBeyondItsBytesAreRefused) {
  const std::string low = std::string("\xA4\x63low", 5);
  for (const char* claim : {"\x9A\xFF\xFF\xFF\xFF", "\x9B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
                            "\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\x98\xFF", "\x99"}) {
    EXPECT_THROW(code_header_from(low + claim), Error) << claim;
  }
  std::string many = low + "\x9A" + std::string("\0\x10\0\1", 4);  // one more than the limit
  EXPECT_ERROR(code_header_from(many + std::string(5 * (kMostNumbers + 1), '\0')),
               HasSubstr("more than it may"));
}

TEST(CodeHeader, AnyChangeIsReadOrRefused) {
  const std::string bytes = to_cbor(kHeader);
  std::mt19937 random(1);
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string other = bytes.substr(0, 1 + random() % bytes.size());
    for (unsigned n = random() % 4; n > 0; --n) {
      other[random() % other.size()] = static_cast<char>(random() & 0xFF);
    }
    try {
      code_header_from(other);
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 10000);
  EXPECT_THROW(code_header_from(bytes + "x"), Error);
  EXPECT_THROW(code_header_from(""), Error);
}

TEST(CodeHeader, FilesMustNotMeet) {
  expect_separate_files({"a", "b/a", "b/b", "c.png/a", "d..e"});
  EXPECT_ERROR(expect_separate_files({"a", "b", "a"}), HasSubstr("'a' is there twice"));
  EXPECT_ERROR(expect_separate_files({"a/b", "./a//b"}), HasSubstr("'./a//b' is there twice"));
  for (const auto& names : {std::vector<std::string>{"a", "a.png/b"}, {"x/a.png/b/c", "x/a"}}) {
    EXPECT_ERROR(expect_separate_files(names), HasSubstr("needs a folder where"));
  }
  for (const char* name : {"", "/a", "..", "../a", "a/../b", "a/../../b"}) {
    EXPECT_ERROR(expect_separate_files({"x", name}), HasSubstr("outside its folder")) << name;
  }
  EXPECT_ERROR(expect_separate_files({std::string("a\0b", 3)}), HasSubstr("zero byte"));
}

TEST(CodeHeader, SizesHaveLimits) {
  expect_code_sizes(1, 1);
  expect_code_sizes(1000000, 1000);
  const std::size_t huge = ~std::size_t{0};
  EXPECT_ERROR(expect_code_sizes(0, 1), HasSubstr("no codes"));
  EXPECT_ERROR(expect_code_sizes(1, 0), HasSubstr("no codes"));
  EXPECT_THROW(expect_code_sizes(huge, huge), Error);
  EXPECT_THROW(expect_code_sizes(kMostCodes, kMostNumbers), Error);
  EXPECT_THROW(expect_code_sizes(kMostCodes + 1, 1), Error);
}

}  // namespace
}  // namespace antifaz
