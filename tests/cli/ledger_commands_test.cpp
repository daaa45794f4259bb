#include <fcntl.h>
#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ProgramResult;
using testing::run_program;

/// The program on the faces of samples/, as a process of its own that can be killed.
class LedgerCommandsTest : public ::testing::Test {
 protected:
  std::vector<std::string> arguments(const fs::path& output) const {
    return {"anonymize",   std::string(ANTIFAZ_SOURCE_DIR) + "/samples/faces",
            "--output",    output.string(),
            "--seed",      "5",
            "--threads",   "1",
            "--generator", networks_.generator.string(),
            "--unchecked"};
  }
  pid_t start() const {
    std::vector<std::string> words = arguments(out_);
    words.insert(words.begin(), ANTIFAZ_BINARY);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string log = (temp_.path() / "log").string();
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(),
                                     O_CREAT | O_TRUNC | O_WRONLY, 0600);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    pid_t process = 0;
    EXPECT_EQ(posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    return process;
  }
  static std::map<std::string, std::string> files(const fs::path& folder) {
    std::map<std::string, std::string> all;
    if (!fs::exists(folder)) return all;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_regular_file()) {
        all[entry.path().filename().string()] = testing::text_of(entry.path());
      }
    }
    return all;
  }
  static void wait_for(const std::function<bool()>& condition) {
    for (int i = 0; i < 60000 && !condition(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  /// False where it had ended before.
  static bool killed(pid_t process) {
    kill(process, SIGKILL);
    int status = 0;
    waitpid(process, &status, 0);
    return WIFSIGNALED(status);
  }

  const testing::SampleNetworks networks_;
  testing::TempFolder temp_;
  fs::path out_ = temp_.path() / "out", whole_ = temp_.path() / "whole";
};

TEST_F(LedgerCommandsTest, ARunThatIsKilledAgainAndAgainComesToTheSame) {
  ASSERT_EQ(run_program(arguments(whole_)).exit_code, 0);
  const auto uninterrupted = files(whole_);
  int kills = 0;
  for (const std::size_t photographs : {0u, 1u, 9u, 17u, 25u}) {
    const pid_t process = start();
    wait_for([&] {
      return photographs == 0 ? fs::exists(out_ / ".antifaz") : files(out_).size() >= photographs;
    });
    kills += killed(process);
  }
  EXPECT_GE(kills, 2);
  const ProgramResult result = run_program(arguments(out_));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  auto resumed = files(out_);
  EXPECT_EQ(resumed.size(), uninterrupted.size());
  for (const auto& [name, bytes] : uninterrupted) EXPECT_TRUE(resumed[name] == bytes) << name;
  EXPECT_EQ(run_program({"verify", out_.string()}).exit_code, 0);
}

TEST_F(LedgerCommandsTest, ASecondProcessIsRefusedInOneLine) {
  const pid_t process = start();
  wait_for([&] { return !testing::text_of(out_ / ".antifaz/lock").empty(); });
  kill(process, SIGSTOP);
  const ProgramResult second = run_program(arguments(out_));
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, HasSubstr("process " + std::to_string(process) + " is writing"));
  EXPECT_EQ(std::count(second.err.begin(), second.err.end(), '\n'), 1) << second.err;
  killed(process);
  EXPECT_EQ(run_program(arguments(out_)).exit_code, 0);
}

TEST_F(LedgerCommandsTest, StatusAndVerifyTellWhatIsThere) {
  ASSERT_EQ(run_program(arguments(out_)).exit_code, 0);
  const std::size_t count = files(out_).size();
  const ProgramResult status = run_program({"status", out_.string()});
  EXPECT_EQ(status.exit_code, 0) << status.err;
  EXPECT_THAT(status.out, HasSubstr("protected: " + std::to_string(count)));
  const auto json = nlohmann::json::parse(run_program({"status", out_.string(), "--json"}).out);
  EXPECT_EQ(json["counts"]["protected"], count);
  EXPECT_THAT(run_program({"verify", out_.string()}).out, HasSubstr("are as they were written"));

  const ProgramResult rows = run_program({"status", out_.string(), "--csv", "-"});
  EXPECT_EQ(rows.exit_code, 0) << rows.err;
  EXPECT_EQ(std::count(rows.out.begin(), rows.out.end(), '\n'),
            static_cast<std::ptrdiff_t>(count + 1));
  const fs::path lines = temp_.path() / "rows.jsonl";
  EXPECT_THAT(run_program({"status", out_.string(), "--jsonl", lines.string()}).out,
              HasSubstr("protected: "));
  EXPECT_THAT(testing::text_of(lines), HasSubstr("\"status\":\"protected\""));
  EXPECT_EQ(run_program({"status", out_.string(), "--json", "--csv", "-"}).exit_code, 2);

  const std::string first = files(out_).begin()->first;
  fs::remove(out_ / first);
  temp_.write("out/stranger.jpg", "?");
  const ProgramResult drift = run_program({"verify", out_.string()});
  EXPECT_EQ(drift.exit_code, 1);
  EXPECT_THAT(drift.out, AllOf(HasSubstr("missing: " + first), HasSubstr("foreign: stranger.jpg")));
  const auto list = nlohmann::json::parse(run_program({"verify", out_.string(), "--json"}).out);
  EXPECT_EQ(list["holds"], false);
  EXPECT_EQ(list["drift"].size(), 2u);
  EXPECT_THAT(run_program({"status", temp_.path().string()}).err, HasSubstr("holds no ledger"));
}

}  // namespace
}  // namespace antifaz
