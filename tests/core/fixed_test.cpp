#include "src/core/fixed.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(Fixed, KeepsItsDecimals) {
  EXPECT_EQ(fixed(0.5, 2), "0.50");
  EXPECT_EQ(fixed(-1.26, 1), "-1.3");
  EXPECT_EQ(fixed(97.6, 0), "98");
}

}  // namespace
}  // namespace antifaz
