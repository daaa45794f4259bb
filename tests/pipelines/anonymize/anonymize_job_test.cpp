#include "pipelines/anonymize/anonymize_job.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "models/judges/network_judges.hpp"
#include "pipelines/examined_photo.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/sample_networks.hpp"
#include "tests/support/shared_data.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class AnonymizeJobTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { networks_ = new testing::SampleNetworks; }
  static void TearDownTestSuite() { delete networks_; }

  AnonymizeJobTest() {
    const fs::path source(ANTIFAZ_SOURCE_DIR);
    fs::copy_file(source / "samples/faces/male_white_young_1.jpg", temp_ / "in/a.jpg");
    job_.options.inputs = {temp_.path() / "in"};
    job_.options.output = temp_.path() / "out";
    job_.detector.landmark_model = source / "models/weights/landmarks5.dat";
    job_.detector.own = source / "models/weights/detector.safetensors";
    job_.protector.generator = networks_->generator;
    job_.protector.classifier = networks_->classifier;
    job_.options.unchecked = true;  // networks of random weights move no answer where they should
  }

  static testing::SampleNetworks* networks_;
  testing::TempFolder temp_;
  AnonymizeJob job_;
  Observer observer_;
};

testing::SampleNetworks* AnonymizeJobTest::networks_ = nullptr;

TEST_F(AnonymizeJobTest, LoadsWhatItNeedsAndProtects) {
  const testing::FullReport report(anonymize(job_, observer_));
  ASSERT_EQ(report.outcomes.size(), 1u);
  EXPECT_EQ(report.outcomes[0].reason, "");
  EXPECT_EQ(report.outcomes[0].kind, OutcomeKind::kProtected);
  EXPECT_TRUE(report.outcomes[0].faces.at(0).label_estimated);
  EXPECT_TRUE(fs::exists(temp_.path() / "out/a.jpg"));
}

TEST_F(AnonymizeJobTest, TakesLabelsFromAFile) {
  job_.options.mode = Mode::kOpposite;
  job_.labels = temp_.write("labels.csv", "path,gender\na.jpg,male\n");
  const testing::FullReport report(anonymize(job_, observer_));
  EXPECT_EQ(report.outcomes.at(0).faces.at(0).label, Gender::kMale);
  EXPECT_FALSE(report.outcomes[0].faces[0].label_estimated);
}

TEST_F(AnonymizeJobTest, TellsWhatOfTheLabelsIsLeftOver) {
  struct Messages : Observer {
    void message(const std::string& line) override { lines.push_back(line); }
    std::vector<std::string> lines;
  } messages;
  job_.options.mode = Mode::kOpposite;
  job_.labels = temp_.write("labels.csv", "Path;Gender\n.\\a.jpg;male\nb.jpg;weiblich\n");
  EXPECT_EQ(testing::FullReport(anonymize(job_, messages)).outcomes.at(0).faces.at(0).label,
            Gender::kMale);
  EXPECT_THAT(messages.lines,
              ::testing::IsSupersetOf({HasSubstr("matches no photograph: 'b.jpg (line 3)'"),
                                       HasSubstr("no label, which 'female' and 'male' are: "
                                                 "'weiblich (line 3)'")}));
}

/// A wrong path must not cost the loading of networks, let alone the work.
TEST_F(AnonymizeJobTest, LooksAtTheOutputsBeforeItReadsAnything) {
  job_.labels = "no such labels";
  job_.protector.generator = "no such generator";
  job_.options.report = temp_.path() / "no such folder/report.json";
  EXPECT_ERROR(anonymize(job_, observer_), HasSubstr("there is no folder"));
  job_.options.report.clear();
  job_.options.output = temp_.write("file", "");
  EXPECT_ERROR(anonymize(job_, observer_), HasSubstr("is not a folder"));
  job_.options.output = temp_.path() / "out";
  EXPECT_ERROR(anonymize(job_, observer_), HasSubstr("no such labels"));
  job_.labels.clear();
  EXPECT_ERROR(anonymize(job_, observer_), HasSubstr("no such generator"));
  EXPECT_FALSE(fs::exists(job_.options.output));
}

/// What finds faces decides what is written: whoever changes it has photographs done again.
TEST_F(AnonymizeJobTest, TheDetectorAndTheSizeItLooksForAreSettingsOfTheLedger) {
  const auto is_done_again = [&] { return anonymize(job_, observer_).before() == 0; };
  EXPECT_TRUE(is_done_again());
  EXPECT_FALSE(is_done_again());
  job_.detector.min_face = 30;
  EXPECT_TRUE(is_done_again());
  EXPECT_FALSE(is_done_again());
  job_.detector.own.clear();  // HOG
  EXPECT_TRUE(is_done_again());
  job_.detector.min_face = 20;  // which it does not care for
  EXPECT_FALSE(is_done_again());
}

/// Weights of zeros and of NaN end in failures by name, never in "protected".
TEST_F(AnonymizeJobTest, NetworksThatSayNothingProtectNothing) {
  GeneratorOptions width;
  width.width = 4;
  Generator idle(width);  // as it is before it learns: its last layer is zero
  const fs::path zeros = temp_ / "zeros.safetensors", nans = temp_ / "nan.safetensors";
  save_generator(idle, {}, zeros);
  job_.protector.generator = zeros;
  EXPECT_THAT(testing::FullReport(anonymize(job_, observer_)).outcomes.at(0).reason,
              HasSubstr("stay as it is"));

  GenderNetOptions tiny;
  tiny.width = 4;
  tiny.size = 16;
  GenderNet broken(tiny);
  const torch::NoGradGuard no_grad;
  for (torch::Tensor& p : broken->parameters()) p.fill_(std::nan(""));
  save_gender_net(broken, {}, nans);
  job_.protector.generator = networks_->generator;
  job_.protector.classifier = nans;
  EXPECT_THAT(testing::FullReport(anonymize(job_, observer_)).outcomes.at(0).reason,
              HasSubstr("no probability"));
  EXPECT_FALSE(fs::exists(job_.options.output / "a.jpg"));
}

/// The shipped networks pass their own check on real photographs, whose people they never met.
TEST_F(AnonymizeJobTest, TheShippedGeneratorPassesTheCheck) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  const fs::path weights = fs::path(ANTIFAZ_SOURCE_DIR) / "models/weights";
  std::vector<fs::path> photos;
  for (const auto& entry : fs::directory_iterator(shared_path("data/photos"))) {
    photos.push_back(entry.path());
  }
  std::sort(photos.begin(), photos.end());
  ASSERT_GE(photos.size(), 8u);
  job_.options.inputs.assign(photos.begin(), photos.begin() + 8);
  job_.options.mode = Mode::kOpposite;
  job_.options.unchecked = false;
  job_.protector.generator = weights / "generator.safetensors";
  job_.protector.classifier = weights / "gender-residual-colour.safetensors";
  job_.check = {weights / "matcher-student.safetensors", kShippedMatchThreshold,
                weights / "gender-watcher-dense.safetensors"};
  const AnonymizeReport report = anonymize(job_, observer_);
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 8u);
}

/// The threshold is where its comment says: one pair of strangers in a hundred.
TEST_F(AnonymizeJobTest, TheMatchThresholdIsWhatItsCommentSays) {
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  const fs::path weights = fs::path(ANTIFAZ_SOURCE_DIR) / "models/weights";
  const auto detector = make_detector(job_.detector);
  const auto matcher = make_network_face_matcher(weights / "matcher-student.safetensors", {},
                                                 "student", MatcherViews::kFace);
  std::vector<FaceView> faces;
  std::vector<std::string> people;
  for (const auto& entry : fs::directory_iterator(shared_path("data/photos"))) {
    const ExaminedPhoto seen = examine(entry.path(), *detector);
    if (seen.faces.empty()) continue;
    faces.push_back({seen.bgr, seen.faces[0].landmarks});
    people.push_back(entry.path().filename().string().substr(0, 5));
  }
  const cv::Mat embedded = matcher->embed(faces);
  std::size_t pairs = 0, matches = 0;
  for (int i = 0; i < embedded.rows; ++i) {
    for (int j = 0; j < i; ++j) {
      if (people[static_cast<std::size_t>(i)] == people[static_cast<std::size_t>(j)]) continue;
      ++pairs;
      matches += matcher->similarity(embedded.row(i), embedded.row(j)) >= kShippedMatchThreshold;
    }
  }
  const double rate = static_cast<double>(matches) / static_cast<double>(pairs);
  EXPECT_GT(rate, 0.003);
  EXPECT_LT(rate, 0.03);
}

}  // namespace
}  // namespace antifaz
