#include "src/core/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace antifaz {
namespace {

TEST(NumberText, KeepsItsDecimals) {
  EXPECT_EQ(fixed(0.5, 2), "0.50");
  EXPECT_EQ(fixed(-1.26, 1), "-1.3");
  EXPECT_EQ(fixed(97.6, 0), "98");
}

TEST(NumberText, KeepsItsSignificantDigits) {
  EXPECT_EQ(significant(0.00012345, 3), "0.000123");
  EXPECT_EQ(significant(2, 3), "2");
  EXPECT_EQ(significant(1e6, 3), "1e+06");
}

TEST(NumberText, SaysSharesInPerCent) {
  EXPECT_EQ(percent(0.862), "86.2 %");
  EXPECT_EQ(percent(0.001, 2), "0.10 %");
}

TEST(NumberText, SurvivesWhatIsNoOrdinaryNumber) {
  EXPECT_EQ(fixed(std::nan(""), 3), "-");
  EXPECT_EQ(percent(std::nan("")), "-");
  EXPECT_EQ(significant(std::nan(""), 3), "-");
  EXPECT_EQ(fixed(std::numeric_limits<double>::infinity(), 2), "inf");
  EXPECT_EQ(fixed(std::numeric_limits<double>::max(), 1).size(), 311U);
}

}  // namespace
}  // namespace antifaz
