#include "src/cli/console.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

TEST(ConsoleTest, ProgressLineShowsRateTimeLeftAndValues) {
  Progress progress;
  progress.stage = "epoch 1/3";
  progress.done = 12;
  progress.total = 100;
  progress.per_second = 34.5;
  progress.seconds_left = 80;
  progress.values = {{"loss", 0.25}};
  EXPECT_EQ(progress_line(progress), "epoch 1/3  12/100  34.5 images/s  1:20 left  loss 0.25");
}

TEST(ConsoleTest, ProgressLineLeavesOutAnUnknownRate) {
  Progress progress;
  progress.stage = "protect";
  progress.total = 7;
  EXPECT_EQ(progress_line(progress), "protect  0/7");
}

}  // namespace
}  // namespace antifaz
