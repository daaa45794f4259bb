#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramResult;
using testing::run_program;
using ::testing::SizeIs;
using testing::text_of;

const fs::path kFaces = ANTIFAZ_SOURCE_DIR "/samples/faces";
const fs::path kWeights = ANTIFAZ_SOURCE_DIR "/models/weights";

/// Evaluates the composite faces of samples/ with three shipped judges (all would take a while),
/// and plants leaks.
class EvaluateCommandTest : public ::testing::Test {
 protected:
  EvaluateCommandTest() {
    for (const char* name :
         {"generator.safetensors", "detector.safetensors", "gender-residual-colour.safetensors",
          "gender-watcher-vgg.safetensors", "matcher-student.safetensors"}) {
      fs::create_symlink(kWeights / name, temp_ / (std::string("weights/") + name));
    }
    setenv("ANTIFAZ_WEIGHTS", (temp_.path() / "weights").c_str(), 1);
  }
  ~EvaluateCommandTest() override { unsetenv("ANTIFAZ_WEIGHTS"); }

  std::string path(const std::string& name) const { return (temp_.path() / name).string(); }

  void anonymize(const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"anonymize",       kFaces.string(), "--output",
                                       path("protected"), "--seed",        "2018",
                                       "--unchecked"};  // the check's judges are not among these
                                                        // weights
    arguments.insert(arguments.end(), more.begin(), more.end());
    ASSERT_EQ(run_program(arguments).exit_code, 0);
  }
  nlohmann::json evaluate(const std::string& changed, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"evaluate", kFaces.string(), changed,
                                       "--quiet",  "--report",      path("report.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    result_ = run_program(arguments);
    EXPECT_EQ(result_.err, "");
    return nlohmann::json::parse(text_of(path("report.json")));
  }

  testing::TempFolder temp_;
  ProgramResult result_;
};

TEST_F(EvaluateCommandTest, NamesACopyAsSuch) {
  const auto report = evaluate(kFaces.string(), {"--csv", path("report.csv")});
  EXPECT_EQ(result_.exit_code, 0);
  ASSERT_THAT(report["leaks"], SizeIs(1));
  EXPECT_EQ(report["leaks"][0]["id"], "copy");
  EXPECT_EQ(report["leaks"][0]["images"], 32);
  EXPECT_EQ(report["verdict"]["level"], "leaks");
  EXPECT_THAT(result_.out, HasSubstr("Do not release these images as protected: The protected "
                                     "folder is a copy of the originals: 32 of 32 faces"));
  EXPECT_EQ(report["classifiers"][0]["original"]["auc"],
            report["classifiers"][0]["protected"]["auc"]);
  EXPECT_THAT(report["command"].get<std::string>(), HasSubstr("evaluate"));
  EXPECT_THAT(report["weights"], SizeIs(4));
  EXPECT_THAT(report["weights"][1]["sha256"].get<std::string>(), SizeIs(64));
  EXPECT_THAT(text_of(path("report.csv")),
              HasSubstr("\nclassifiers/gender-watcher-vgg/protected/auc,"));
}

TEST_F(EvaluateCommandTest, NamesAFewUnprotectedImages) {
  anonymize({});
  const std::string spared = "female_black_young_1.jpg";
  for (const auto& leak : evaluate(path("protected"))["leaks"]) {
    EXPECT_NE(leak["id"], "unprotected_images");  // turned answers there may be
  }
  fs::copy_file(kFaces / spared, path("protected/" + spared), fs::copy_options::overwrite_existing);
  const auto report = evaluate(path("protected"));
  ASSERT_FALSE(report["leaks"].empty());
  EXPECT_EQ(report["leaks"][0]["id"], "unprotected_images");
  EXPECT_EQ(report["leaks"][0]["examples"], nlohmann::json({spared}));
  EXPECT_THAT(result_.out, HasSubstr("1 of 32 faces (3.1 %) are not protected"));
}

TEST_F(EvaluateCommandTest, NamesTurnedAnswers) {
  anonymize({"--mode", "opposite", "--labels", (kFaces / "manifest.csv").string()});
  const auto report = evaluate(path("protected"));
  ASSERT_THAT(report["leaks"], SizeIs(1));
  EXPECT_EQ(report["leaks"][0]["id"], "turned_answers");
  EXPECT_THAT(result_.out, HasSubstr("whoever swaps female and male has the gender back"));

  // Against itself nothing got worse; against a better report much did.
  fs::copy_file(path("report.json"), path("baseline.json"));
  evaluate(path("protected"), {"--baseline", path("baseline.json")});
  EXPECT_EQ(result_.exit_code, 0);
  EXPECT_THAT(result_.out, Not(HasSubstr("WORSE")));
  auto better = report;
  better["classifiers"][1]["protected"]["auc"]["value"] = 0.5;
  temp_.write("better.json", better.dump());
  evaluate(path("protected"), {"--baseline", path("better.json")});
  EXPECT_EQ(result_.exit_code, 1);
  EXPECT_THAT(result_.out, HasSubstr("WORSE: classifiers/gender-watcher-vgg/protected/auc"));
  evaluate(path("protected"), {"--baseline", path("better.json"), "--max-worse", "0.5"});
  EXPECT_EQ(result_.exit_code, 0);
}

TEST_F(EvaluateCommandTest, TakesScoresFromElsewhere) {
  // A classifier that knows originals and answers the wrong way round on what is protected.
  std::string scores = "path,version,male\n";
  std::istringstream manifest(text_of(kFaces / "manifest.csv"));
  std::string line;
  std::getline(manifest, line);
  while (std::getline(manifest, line)) {
    const std::string name = line.substr(0, line.find(','));
    const bool male = name.rfind("male_", 0) == 0;
    scores += name + ",original," + (male ? "0.9" : "0.2") + "\n";
    scores += name + ",protected," + (male ? "0.1" : "0.6") + "\n";
  }
  anonymize({});
  const auto report =
      evaluate(path("protected"), {"--scores", temp_.write("elsewhere.csv", scores).string()});
  const auto& judge = report["classifiers"][2];
  EXPECT_EQ(judge["name"], "elsewhere");
  EXPECT_EQ(judge["original"]["auc"]["value"], 1);
  EXPECT_EQ(judge["protected"]["auc"]["value"], 0);
  EXPECT_EQ(report["leaks"][0]["judge"], "elsewhere");
  EXPECT_EQ(run_program({"evaluate", kFaces.string(), path("protected"), "--scores",
                         temp_.write("bad.csv", "path,version,male\nx.jpg,original,1\n").string()})
                .err,
            "antifaz: " + path("bad.csv") + ": line 2: 'x.jpg' is not in the manifest\n");
}

TEST_F(EvaluateCommandTest, AsksItsOutputsFirst) {
  // There is nothing to evaluate here: whoever looked at that first would say so.
  const std::vector<std::string> nothing{"evaluate", path("no-originals"), path("no-protected")};
  const auto complaint = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = nothing;
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramResult result = run_program(arguments);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  for (const char* option : {"--report", "--csv", "--html"}) {
    EXPECT_THAT(complaint({option, path("missing/file")}),
                HasSubstr(path("missing/file") + ": can't be written"));
  }
  EXPECT_THAT(complaint({"--report", path("one"), "--csv", path("one")}),
              HasSubstr("two reports in one"));
  EXPECT_THAT(complaint({"--baseline", temp_.write("empty.json", "{}").string()}),
              HasSubstr("is no evaluation report"));
  EXPECT_THAT(complaint({}), HasSubstr("no-originals"));
}

}  // namespace
}  // namespace antifaz
