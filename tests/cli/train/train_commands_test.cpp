// Covers the commands of src/cli/train: that their options reach the jobs, and how these answer.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/safetensors.hpp"
#include "tests/support/prepared_faces.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::ProgramResult;
using testing::run_program;

class TrainCommandsTest : public ::testing::Test {
 protected:
  TrainCommandsTest() { testing::write_prepared(testing::tiny_faces(20), path("chips")); }

  std::string path(const std::string& name) const { return (temp_.path() / name).string(); }

  /// "train WHAT" for one short epoch, with `more`.
  std::vector<std::string> train(const std::string& what,
                                 const std::vector<std::string>& more) const {
    std::vector<std::string> all = {"train",    what,       "--data",       path("chips"),
                                    "--output", path(what), "--epochs",     "1",
                                    "--batch",  "4",        "--validation", "0.5"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  void expect_error(const std::vector<std::string>& arguments, const std::string& text) {
    const ProgramResult result = run_program(arguments);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.err, HasSubstr(text));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }

  testing::TempFolder temp_;
  testing::SampleNetworks networks_;
};

TEST_F(TrainCommandsTest, GenderSaysWhichOptionAResumedRunChanged) {
  const std::vector<std::string> small = {"--width", "4", "--size", "16", "--json"};
  const auto report = nlohmann::json::parse(must_run(train("gender", small)).out);
  EXPECT_EQ(report["weights"], path("gender/weights.safetensors"));
  must_run(train("gender", {"--width", "4", "--size", "16", "--resume"}));
  expect_error(train("gender", {"--width", "6", "--size", "16", "--resume"}),
               "--width was 4, now 6");
  expect_error(train("gender", {"--size", "17"}), "--size must be divisible by 16");
}

TEST_F(TrainCommandsTest, SanSaysWhichOptionAResumedRunChanged) {
  std::vector<std::string> arguments =
      train("san", {"--classifier", networks_.classifier.string(), "--matcher",
                    networks_.matcher.string(), "--width", "4"});
  must_run(arguments);
  arguments.emplace_back("--resume");
  must_run(arguments);
  arguments.emplace_back("--restoring");
  expect_error(arguments, "--restoring was off, now on");
  arguments.back() = "--match-weight=5";
  expect_error(arguments, "--match-weight was 10, now 5");
}

TEST_F(TrainCommandsTest, MatcherAndSan2018LeaveTheirWeights) {
  must_run(train("matcher", {"--teacher", networks_.matcher.string(), "--width", "4"}));
  EXPECT_TRUE(std::filesystem::exists(path("matcher/weights.safetensors")));
  expect_error(
      train("matcher", {"--teacher", networks_.classifier.string(), "--width", "4", "--resume"}),
      "which is no face matcher");
  must_run(
      train("san2018", {"--preset", "san2018-code", "--classifier", networks_.classifier.string(),
                        "--matcher", networks_.matcher.string()}));
  EXPECT_TRUE(std::filesystem::exists(path("san2018/prototypes.safetensors")));
}

TEST_F(TrainCommandsTest, PrototypesAskWhereToWriteFirst) {
  expect_error({"prototypes", "--data", path("missing"), "--output", path("nowhere/p.safetensors")},
               "there is no folder");
  const ProgramResult made =
      must_run({"prototypes", "--data", path("chips"), "--output", path("p.safetensors")});
  EXPECT_THAT(made.out, HasSubstr("20 faces, 0 of them labelled by the classifier"));
  EXPECT_EQ(read_safetensors(path("p.safetensors")).card.at("license"),
            "as the data it was made from, see there");
}

}  // namespace
}  // namespace antifaz
