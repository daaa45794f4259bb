#include "src/cli/process.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "src/cli/console.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(Process, OutputThatNobodyTakesIsAFailure) {
  const testing::TempFolder folder;
  const auto status_of = [&](const std::string& redirection) {
    const std::string command =
        std::string(ANTIFAZ_BINARY) + " weights " + redirection + " 2>" + (folder / "err").string();
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  EXPECT_EQ(status_of(">/dev/full"), 1);
  EXPECT_THAT(testing::text_of(folder / "err"), HasSubstr("standard output can't be written"));
  EXPECT_EQ(status_of(">&-"), 1) << "closed";
}

TEST(Process, TooLittleMemoryIsSaidAtOnce) {
  const testing::TempFolder folder;
  const std::string command = "ulimit -v 1000000; exec " + std::string(ANTIFAZ_BINARY) +
                              " weights --threads 2 >/dev/null 2>" + (folder / "err").string();
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status)) << "it died";
  EXPECT_EQ(WEXITSTATUS(status), 1);
  const std::string said = testing::text_of(folder / "err");
  EXPECT_THAT(said, HasSubstr("(ulimit -v) are too few"));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

/// What a process does that is asked to stop so many times; in one of its own, which may end.
void raise_terms(int times) {
  set_up_process();
  const Console console(/*quiet=*/true);
  const bool before = console.wants_stop();
  for (int i = 0; i < times; ++i) std::raise(SIGTERM);
  std::_Exit(!before && console.wants_stop() && stop_signal() == SIGTERM ? 7 : 1);
}

TEST(Process, ASignalAsksJobsToStopAndASecondOneEndsIt) {
  EXPECT_EXIT(raise_terms(1), ::testing::ExitedWithCode(7), "");
  EXPECT_EXIT(raise_terms(2), ::testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace antifaz
