#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "models/safetensors.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::must_run;
using ::testing::Not;
using testing::ProgramResult;
using testing::run_program;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

/// Every job once, each on what the one before it made, from the composite faces of samples/.
class WorkflowTest : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return (temp_.path() / name).string(); }

  void prepare() { must_run({"prepare", kFaces, "--output", path("chips")}); }
  ProgramResult train(const std::string& what, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {
        "train",   what, "--data",  path("chips"), "--output", path(what), "--epochs",     "1",
        "--batch", "8",  "--width", "4",           "--seed",   "5",        "--validation", "0.5"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return must_run(arguments);
  }

  testing::TempFolder temp_;
  testing::SampleNetworks networks_;
};

TEST_F(WorkflowTest, PreparesTrainsAnonymizesAndEvaluates) {
  prepare();
  EXPECT_TRUE(fs::exists(path("chips/manifest.csv")));
  train("gender", {"--size", "16"});
  train("matcher", {"--teacher", networks_.matcher.string()});
  const std::string classifier = path("gender/weights.safetensors");
  train("san", {"--classifier", classifier, "--matcher", path("matcher/weights.safetensors"),
                "--watcher", networks_.classifier.string(), "--learning-rate",
                "0.02"});  // two steps of the usual rate change hardly more than a level
  const std::string generator = path("san/weights.safetensors");
  must_run({"anonymize", kFaces, "--output", path("protected"), "--generator", generator,
            "--unchecked"});
  // Judges have names of their own: that of the run's folder, or the file's.
  fs::copy_file(networks_.classifier, path("watcher.safetensors"));
  const ProgramResult evaluated =
      must_run({"evaluate", kFaces, path("protected"), "--generator", generator, "--classifier",
                classifier, path("watcher.safetensors"), "--json"});
  const auto report = nlohmann::json::parse(evaluated.out);
  std::map<std::string, bool> in_the_loop;
  for (const auto& one : report["classifiers"]) in_the_loop[one["name"]] = one["in_the_loop"];
  EXPECT_TRUE(in_the_loop.at("gender"));
  EXPECT_FALSE(in_the_loop.at("watcher"));
}

TEST_F(WorkflowTest, ACardTellsHowTheWeightsWereMade) {
  prepare();
  train("gender", {"--size", "16"});
  const Card card = read_safetensors(path("gender/weights.safetensors")).card;
  EXPECT_THAT(card.at("command"), HasSubstr("antifaz train gender --data"));
  EXPECT_EQ(card.at("seed"), "5");
  EXPECT_THAT(card.at("validation"), HasSubstr("auc "));
  const ProgramResult shown = must_run({"weights", path("gender/weights.safetensors")});
  EXPECT_THAT(shown.out, HasSubstr("license: as the data it was made from"));
}

TEST_F(WorkflowTest, ARunIsNeverOverwritten) {
  prepare();
  train("gender", {"--size", "16"});
  const ProgramResult again = run_program({"train", "gender", "--data", path("chips"), "--output",
                                           path("gender"), "--validation", "0.5"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("--resume"));
}

TEST_F(WorkflowTest, UnpreparedDataIsRefused) {
  const ProgramResult result = run_program(
      {"train", "gender", "--data", kFaces, "--output", path("run"), "--validation", "0.5"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("prepare"));
  EXPECT_THAT(result.err, Not(HasSubstr("Exception")));
}

TEST_F(WorkflowTest, ForeignWeightsAreRefusedWithTheReason) {
  const std::string text = temp_.write("w.safetensors", "no weights").string();
  const ProgramResult result = run_program({"weights", text});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("w.safetensors"));
}

}  // namespace
}  // namespace antifaz
