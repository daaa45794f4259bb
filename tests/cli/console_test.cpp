#include "src/cli/console.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/run_program.hpp"

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

/// What a console says of one photograph while it works.
std::string said(bool quiet, const std::string& message) {
  const testing::TempFolder folder;
  {
    const testing::Redirected err(STDERR_FILENO, folder / "err");
    Console console(quiet);
    Progress progress;
    progress.stage = "protect";
    progress.done = progress.total = 2;
    console.progress(progress);
    console.message(message);
  }
  return testing::text_of(folder / "err");
}

TEST(ConsoleTest, QuietHidesProgressAndKeepsFailures) {
  EXPECT_EQ(said(true, "a.jpg: is cut off"), "a.jpg: is cut off\n");
  EXPECT_EQ(said(false, "a.jpg: is cut off"), "protect  2/2\na.jpg: is cut off\n");
}

TEST(ConsoleTest, NamesInMessagesCannotSteerTheTerminal) {
  EXPECT_EQ(said(true, "a\x1b[2J\nb.jpg: is cut off"), "a\\x1b[2J\\nb.jpg: is cut off\n");
}

}  // namespace
}  // namespace antifaz
