#include "pipelines/progress_meter.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace antifaz {
namespace {

struct Seen : Observer {
  void progress(const Progress& progress) override { all.push_back(progress); }
  std::vector<Progress> all;
};

TEST(ProgressMeter, TellsHowFarHowFastAndHowLong) {
  Seen seen;
  ProgressMeter meter(seen, "protect", 10);
  meter.advance(4);
  meter.advance(6);
  ASSERT_EQ(seen.all.size(), 3u);
  EXPECT_EQ(seen.all[0].done, 0u);
  EXPECT_EQ(seen.all[0].per_second, 0);
  for (const Progress& progress : seen.all) {
    EXPECT_EQ(progress.stage, "protect");
    EXPECT_EQ(progress.total, 10u);
  }
  EXPECT_EQ(seen.all[1].done, 4u);
  EXPECT_GT(seen.all[1].per_second, 0);
  EXPECT_NEAR(seen.all[1].seconds_left, 6 / seen.all[1].per_second, 1e-9);
  EXPECT_EQ(seen.all[2].done, 10u);
  EXPECT_EQ(seen.all[2].seconds_left, 0);
  EXPECT_GT(meter.seconds(), 0);
}

}  // namespace
}  // namespace antifaz
