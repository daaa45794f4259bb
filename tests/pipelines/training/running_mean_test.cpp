#include "pipelines/training/running_mean.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(RunningMean, IsOverTheStepsInWhichAValueOccurred) {
  RunningMean mean;
  mean.add({{"a", 1}});
  mean.add({{"b", 10}, {"a", 3}, {"c", 4}});
  mean.add({});
  mean.add({{"b", 20}});
  EXPECT_EQ(mean.take(), (NamedValues{{"a", 2}, {"b", 15}, {"c", 4}}));
  EXPECT_EQ(mean.take(), NamedValues());
}

}  // namespace
}  // namespace antifaz
