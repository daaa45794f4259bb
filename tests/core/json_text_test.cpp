#include "src/core/json_text.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + "1" + std::string(depth, ']');
}

TEST(JsonTextTest, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(json_text({{"file", "\xFF.jpg"}}), "{\n  \"file\": \"\xEF\xBF\xBD.jpg\"\n}\n");
}

TEST(JsonTextTest, ReadsWhatItWrote) {
  const nlohmann::json report{{"a", {1, 2.5, nullptr}}, {"b", {{"c", "d"}}}};
  EXPECT_EQ(parse_json(json_text(report)), report);
}

TEST(JsonTextTest, WhatIsNoJsonIsNothing) {
  EXPECT_FALSE(parse_json(""));
  EXPECT_FALSE(parse_json("hello"));
  EXPECT_FALSE(parse_json("{\"a\": 1"));
}

TEST(JsonTextTest, AFileDoesNotChooseHowDeepItIsWalked) {
  EXPECT_TRUE(parse_json(nested(kDeepestJson)));
  EXPECT_FALSE(parse_json(nested(kDeepestJson + 1)));
  EXPECT_FALSE(parse_json(nested(100'000)));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse_json(objects));
}

}  // namespace
}  // namespace antifaz
