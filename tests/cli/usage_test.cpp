#include <gmock/gmock.h>

#include "src/cli/parse.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramResult;
using testing::run_program;
using testing::TempFolder;

void expect_usage_error(const ProgramResult& result, const std::string& message) {
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr(message));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_EQ(result.out, "");
}

TEST(UsageTest, WithoutACommandShowsWhatThereIs) {
  EXPECT_EQ(run_program({}).exit_code, 2);
  const ProgramResult help = run_program({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out,
              AllOf(HasSubstr("anonymize"), HasSubstr("train san"), HasSubstr("Exit codes: 0")));
}

TEST(UsageTest, EveryCommandHasHelpWithDefaultsAndAnExample) {
  const std::vector<std::vector<std::string>> commands = {{"prepare"},
                                                          {"train", "gender"},
                                                          {"train", "matcher"},
                                                          {"train", "san"},
                                                          {"train", "landmarks"},
                                                          {"anonymize"},
                                                          {"evaluate"},
                                                          {"autoencoder", "train"},
                                                          {"autoencoder", "train-speech"},
                                                          {"autoencoder", "compare"},
                                                          {"weights"}};
  for (std::vector<std::string> command : commands) {
    command.push_back("--help");
    const ProgramResult help = run_program(command);
    EXPECT_EQ(help.exit_code, 0) << command[0];
    EXPECT_THAT(help.out, AllOf(HasSubstr("Usage: antifaz " + command[0]), HasSubstr("Example:"),
                                HasSubstr("--threads"), HasSubstr("(=auto)")));
    // One form for defaults: "(=64)", not "[64]".
    EXPECT_THAT(help.out, Not(ContainsRegex("\\[[0-9a-z.,]+\\]"))) << command[0];
  }
}

TEST(UsageTest, AnOptionThatACommandHasNoUseForIsNotOffered) {
  const std::string help = run_program({"autoencoder", "train-speech", "--help"}).out;
  EXPECT_THAT(help, AllOf(HasSubstr("--code VALUE (=280)"), HasSubstr("--widths"),
                          Not(HasSubstr("--corruption")), Not(HasSubstr("--network")),
                          Not(HasSubstr("--whiten")), Not(HasSubstr("--size"))));
}

TEST(UsageTest, AMistypedCommandNamesTheNearest) {
  expect_usage_error(run_program({"anonimize"}), "did you mean 'anonymize'?");
  expect_usage_error(run_program({"train", "gendre"}), "did you mean 'train gender'?");
  expect_usage_error(run_program({"train"}), "train what?");
}

TEST(UsageTest, AMistypedOptionNamesTheNearest) {
  expect_usage_error(run_program({"anonymize", "x", "--ouptut", "y"}), "did you mean 'output'?");
}

TEST(UsageTest, AMistypedChoiceNamesTheNearest) {
  expect_usage_error(run_program({"anonymize", "x", "--output", "y", "--mode", "oposite"}),
                     "did you mean 'opposite'?");
}

TEST(UsageTest, NamesInErrorsAreEscapedAndShortened) {
  const ProgramResult steering = run_program({"weights", "no\nsuch\x1b[2J.safetensors"});
  EXPECT_EQ(steering.err, "antifaz: no\\nsuch\\x1b[2J.safetensors: no such weights file\n");
  const ProgramResult longest = run_program({"weights", std::string(100'000, 'd')});
  EXPECT_EQ(longest.exit_code, 1);
  EXPECT_THAT(longest.err, HasSubstr("ddd (100000 bytes): no such weights file"));
  EXPECT_LT(longest.err.size(), 400U);
  const ProgramResult folder = run_program({"evaluate", std::string(100'000, 'd'), "protected"});
  EXPECT_EQ(folder.exit_code, 1);
  EXPECT_THAT(folder.err, AllOf(HasSubstr("antifaz: ddd"), HasSubstr(" bytes): ")));
  EXPECT_LT(folder.err.size(), 400U);
}

TEST(UsageTest, NamesWhatIsMissing) {
  expect_usage_error(run_program({"anonymize", "x"}), "--output is missing");
  expect_usage_error(run_program({"evaluate", "x"}), "--protected is missing");
}

TEST(UsageTest, RefusesNumbersOutOfRange) {
  expect_usage_error(run_program({"anonymize", "x", "--output", "y", "--strength", "1.5"}),
                     "--strength must lie between 0 and 1");
  expect_usage_error(run_program({"anonymize", "x", "--output", "y", "--strength", "nan"}),
                     "--strength");
  expect_usage_error(run_program({"anonymize", "x", "--output", "y", "--seed", "-1"}), "--seed");
  expect_usage_error(run_program({"anonymize", "x", "--output", "y", "--threads", "0"}),
                     "--threads must lie between 1 and 1024");
}

TEST(UsageTest, RefusesADeviceThatIsNotThere) {
  expect_usage_error(run_program({"evaluate", "x", "y", "--device", "gpu"}), "--device");
  expect_usage_error(run_program({"evaluate", "x", "y", "--device", "cuda:99"}), "cuda:99");
}

TEST(UsageTest, TheConfigFileCountsAndTheCommandLineWins) {
  const TempFolder folder;
  const std::string config = folder.write("c.ini", "mode = oposite\noutput = y\n").string();
  expect_usage_error(run_program({"anonymize", "x", "--config", config}), "'oposite'");
  expect_usage_error(run_program({"anonymize", "x", "--config", config, "--mode", "smae"}),
                     "'smae'");
  expect_usage_error(run_program({"anonymize", "x", "--config", "/nowhere.ini"}), "/nowhere.ini");
  const std::string wrong = folder.write("w.ini", "moed = same\n").string();
  expect_usage_error(run_program({"anonymize", "x", "--config", wrong}), "did you mean 'mode'?");
}

TEST(UsageTest, ShellWordsSurviveAShell) {
  EXPECT_EQ(shell_words("antifaz", {"a b", "c'd", "", "x/y.png"}),
            "antifaz 'a b' 'c'\\''d' '' x/y.png");
}

}  // namespace
}  // namespace antifaz
