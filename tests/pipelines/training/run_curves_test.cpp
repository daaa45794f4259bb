#include "pipelines/training/run_curves.hpp"

#include <gtest/gtest.h>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(RunCurves, DropsWhatAKilledProcessWroteAfterItsCheckpoint) {
  const testing::TempFolder folder;
  {
    RunCurves curves(folder.path(), 0);
    curves.add(20, "train", {{"loss", 0.5}});
    curves.add(40, "validation", {{"auc", 0.75}});
    curves.add(60, "train", {{"loss", 0.25}});
  }
  { RunCurves resumed(folder.path(), 40); }
  EXPECT_EQ(read_file(folder / "metrics.jsonl"),
            "{\"step\":20,\"kind\":\"train\",\"loss\":0.5}\n"
            "{\"step\":40,\"kind\":\"validation\",\"auc\":0.75}\n");
}

TEST(RunCurves, SaysWhereTheyCantBeWritten) {
  EXPECT_ERROR(RunCurves("/proc/run", 0), ::testing::HasSubstr("/proc/run"));
}

}  // namespace
}  // namespace antifaz
