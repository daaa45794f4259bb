#include "src/core/base64.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(Base64, MatchesTheVectorsOfRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesAnyBytes) {
  EXPECT_EQ(base64(std::string_view("\0\xFF\xFE\xFB", 4)), "AP/++w==");
}

}  // namespace
}  // namespace antifaz
