#include "src/cli/process.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

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

TEST(Process, ASignalAsksJobsToStop) {
  set_up_process();
  const Console console(/*quiet=*/true);
  EXPECT_FALSE(console.wants_stop());
  std::raise(SIGTERM);
  EXPECT_TRUE(console.wants_stop());
  EXPECT_EQ(stop_signal(), SIGTERM);
  EXPECT_EXIT(std::raise(SIGTERM), ::testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace antifaz
