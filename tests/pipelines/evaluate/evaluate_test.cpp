#include "pipelines/evaluate/evaluate.hpp"

#include <gmock/gmock.h>

#include "pipelines/evaluate/judges.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

const fs::path kWeights = ANTIFAZ_SOURCE_DIR "/models/weights";
const fs::path kFaces = ANTIFAZ_SOURCE_DIR "/samples/faces";

/// A job over the composite faces with small judges in runs' folders.
class EvaluateTest : public ::testing::Test {
 protected:
  EvaluateTest() {
    job_.originals = job_.protecteds = kFaces;
    job_.generator = kWeights / "generator.safetensors";
    job_.detector.own = kWeights / "detector.safetensors";
    job_.effort = AttackEffort::kNone;
    job_.replicates = 0;
  }
  /// A run's weights, as training leaves them.
  fs::path run_of(const std::string& folder, const std::string& weights) const {
    const fs::path file = temp_ / (folder + "/weights.safetensors");
    fs::copy_file(kWeights / weights, file);
    return file;
  }

  testing::TempFolder temp_;
  EvaluateJob job_;
  Observer observer_;
};

TEST_F(EvaluateTest, TellsRunsApartByTheirFolders) {
  job_.classifiers = {run_of("gender-a", "gender-robust-tiny.safetensors"),
                      run_of("gender-b", "loop/gender-vgg-tiny.safetensors")};
  const Judges judges = load_judges(job_);
  ASSERT_EQ(judges.classifiers.size(), 2u);
  EXPECT_EQ(judges.classifiers[0].box->name(), "gender-a");
  EXPECT_EQ(judges.classifiers[1].box->name(), "gender-b");
  ASSERT_EQ(judges.files.size(), 3u);  // the generator's first
  EXPECT_EQ(judges.files[1].name, "gender-a");
  EXPECT_EQ(judges.files[1].file, job_.classifiers[0].string());
}

TEST_F(EvaluateTest, AGalleryNeedsAttackers) {
  job_.attacker_gallery = kFaces;
  EXPECT_ERROR(evaluate(job_, observer_), HasSubstr("leave out --attacks none"));
}

TEST_F(EvaluateTest, RefusesJudgesThatReportsCouldNotTellApart) {
  job_.classifiers = {run_of("x/gender-a", "gender-robust-tiny.safetensors"),
                      run_of("y/gender-a", "loop/gender-vgg-tiny.safetensors")};
  EXPECT_ERROR(evaluate(job_, observer_),
               AllOf(HasSubstr(job_.classifiers[0].string()),
                     HasSubstr(job_.classifiers[1].string()), HasSubstr("both called 'gender-a'")));
  job_.classifiers[1] = job_.classifiers[0];
  EXPECT_ERROR(evaluate(job_, observer_), HasSubstr("twice"));
}

TEST_F(EvaluateTest, RefusesScoresThatReportsCouldNotTellApart) {
  const std::string header = "path,version,male\n";
  job_.scores = {temp_.write("a/net.csv", header), temp_.write("b/net.csv", header)};
  EXPECT_ERROR(evaluate(job_, observer_), HasSubstr("both called 'net'"));
  job_.scores = {job_.scores[0], job_.scores[0]};
  EXPECT_ERROR(evaluate(job_, observer_), HasSubstr("twice"));
  // A classifier here and one elsewhere share the report's list.
  job_.scores.pop_back();
  job_.classifiers = {run_of("net", "gender-robust-tiny.safetensors")};
  EXPECT_ERROR(evaluate(job_, observer_), HasSubstr("both called 'net'"));
}

/// Told before any judge is loaded: rows that name nothing make figures of fewer faces.
TEST_F(EvaluateTest, TellsWhichRowsAndPhotographsDontBelongTogether) {
  struct Messages : Observer {
    void message(const std::string& line) override { lines.push_back(line); }
    std::vector<std::string> lines;
  } messages;
  job_.manifest =
      temp_.write("labels.csv", "Path;Gender\n.\\male_white_young_1.jpg;male\nx.jpg;male\n");
  job_.generator = "no such generator";
  EXPECT_ERROR(evaluate(job_, messages), HasSubstr("no such generator"));
  EXPECT_THAT(messages.lines,
              ::testing::ElementsAre(HasSubstr("matches no photograph: 'x.jpg (line 3)'"),
                                     HasSubstr("photographs have no row")));
}

TEST_F(EvaluateTest, AllPairsTakesSubjects) {
  job_.all_pairs = true;
  job_.manifest = temp_.write("manifest.csv", "path,gender\nfemale_black_young_1.jpg,female\n");
  EXPECT_ERROR(evaluate(job_, observer_),
               AllOf(HasSubstr("manifest.csv: no image has a subject"), HasSubstr("--all-pairs")));
}

}  // namespace
}  // namespace antifaz
