#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/core/files.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ProgramResult;
using testing::run_program;

/// The program on the composite faces of samples/ and on files that are no photographs.
class AnonymizeCommandTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { networks_ = new testing::SampleNetworks; }
  static void TearDownTestSuite() { delete networks_; }

  static fs::path sample(const std::string& name) {
    return fs::path(ANTIFAZ_SOURCE_DIR) / "samples" / "faces" / name;
  }
  static cv::Mat decoded(const fs::path& file) { return std::get<cv::Mat>(read_pixels(file)); }

  void add_face(const std::string& name) {
    fs::copy_file(sample("male_white_young_1.jpg"), temp_ / ("in/" + name));
  }
  ProgramResult run(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"anonymize", in(), "--output", out(), "--unchecked", "--generator",
                               networks_->generator.string()});
    return run_program(more);  // unchecked: random weights hold no promise
  }
  std::string in() const { return (temp_.path() / "in").string(); }
  std::string out() const { return (temp_.path() / "out").string(); }
  bool written(const std::string& name) const { return fs::exists(fs::path(out()) / name); }

  /// Nothing may have been done, and one line must say why.
  void expect_refused(const ProgramResult& result, const std::string& message) {
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, HasSubstr(message));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_FALSE(fs::exists(out()));
  }

  static testing::SampleNetworks* networks_;
  testing::TempFolder temp_;
};

testing::SampleNetworks* AnonymizeCommandTest::networks_ = nullptr;

TEST_F(AnonymizeCommandTest, SaysWhatOfAFileIsNotInItsProtectedOne) {
  const std::string jpeg = read_file(sample("male_white_young_1.jpg"));
  temp_.write("in/moves.jpg", jpeg + std::string(4, '\0') + "ftypmp42");
  const ProgramResult result = run();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("moves.jpg: a film behind it"));
  EXPECT_EQ(read_file(out() + "/moves.jpg").find("ftyp"), std::string::npos);
}

TEST_F(AnonymizeCommandTest, ProtectsAFolderTreeAndKeepsNames) {
  add_face("a.jpg");
  add_face("deep/er/b.jpg");
  const ProgramResult result = run();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("2 of 2 photographs protected"));
  EXPECT_TRUE(written("deep/er/b.jpg"));
  const cv::Mat before = decoded(in() + "/a.jpg"), after = decoded(out() + "/a.jpg");
  ASSERT_EQ(before.size(), after.size());
  EXPECT_GT(cv::norm(before, after, cv::NORM_INF), 5);
}

TEST_F(AnonymizeCommandTest, TheSeedDecidesRandomTargets) {
  for (int i = 0; i < 8; ++i) add_face(std::to_string(i) + ".png");
  std::vector<std::string> bytes;
  for (const char* seed : {"1", "1", "2"}) {
    fs::remove_all(out());
    ASSERT_EQ(run({"--seed", seed}).exit_code, 0);
    bytes.emplace_back();
    for (int i = 0; i < 8; ++i) {
      bytes.back() += testing::text_of(out() + "/" + std::to_string(i) + ".png");
    }
  }
  EXPECT_TRUE(bytes[0] == bytes[1]);
  EXPECT_FALSE(bytes[0] == bytes[2]);
}

TEST_F(AnonymizeCommandTest, RefinesAgainstTheClassifiersGiven) {
  add_face("a.jpg");
  ASSERT_EQ(run({"--mode", "opposite"}).exit_code, 0);
  const cv::Mat alone = decoded(fs::path(out()) / "a.jpg");
  const ProgramResult refined = run({"--mode", "opposite", "--overwrite", "--refine", "2",
                                     "--against", networks_->classifier.string()});
  EXPECT_EQ(refined.exit_code, 0);
  EXPECT_GT(cv::norm(decoded(fs::path(out()) / "a.jpg"), alone, cv::NORM_INF), 0);
  // This generator's card names no classifier.
  const ProgramResult unknown = run({"--mode", "opposite", "--overwrite", "--refine", "2"});
  EXPECT_THAT(unknown.err, HasSubstr("its changes are not refined (--against names others)"));
  EXPECT_EQ(cv::norm(decoded(fs::path(out()) / "a.jpg"), alone, cv::NORM_INF), 0);
}

TEST_F(AnonymizeCommandTest, RefusesClassifiersItWouldNotRefineAgainst) {
  add_face("a.jpg");
  const ProgramResult result = run({"--against", networks_->classifier.string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--against needs --refine STEPS"));
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(AnonymizeCommandTest, BadFilesFailByNameAndTheOthersGoOn) {
  add_face("good.jpg");
  const std::string jpeg = testing::text_of(sample("male_white_young_1.jpg"));
  temp_.write("in/text.jpg", "this is no photograph");
  temp_.write("in/cut.jpg", jpeg.substr(0, jpeg.size() / 2));
  temp_.write("in/empty.jpg", "");
  write_photo(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(9)), temp_ / "in/dot.png");
  write_photo(cv::Mat(200, 200, CV_8UC3, cv::Scalar::all(9)), temp_ / "in/wall.png");
  const ProgramResult result = run();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("1 of 6 photographs protected"), HasSubstr("text.jpg"),
                                HasSubstr("cut.jpg"), HasSubstr("empty.jpg"), HasSubstr("dot.png"),
                                HasSubstr("wall.png")));
  EXPECT_TRUE(written("good.jpg"));
  for (const char* name : {"text.jpg", "cut.jpg", "empty.jpg", "dot.png", "wall.png"}) {
    EXPECT_FALSE(written(name)) << name;
  }
}

TEST_F(AnonymizeCommandTest, KeepsDepthAndChannels) {
  const cv::Mat bgr = decoded(sample("male_white_young_1.jpg"));
  cv::Mat deep, with_alpha, grey;
  bgr.convertTo(deep, CV_16U, 257);
  cv::Mat planes[4];
  cv::split(bgr, planes);
  planes[3] = cv::Mat(bgr.size(), CV_8U, cv::Scalar(77));
  cv::merge(planes, 4, with_alpha);
  cv::extractChannel(bgr, grey, 1);
  write_photo(deep, temp_ / "in/deep.png");
  write_photo(with_alpha, temp_ / "in/alpha.png");
  write_photo(grey, temp_ / "in/grey.png");
  const ProgramResult result = run();
  ASSERT_EQ(result.exit_code, 0) << result.err << result.out;
  EXPECT_EQ(decoded(out() + "/deep.png").type(), CV_16UC3);
  EXPECT_EQ(decoded(out() + "/grey.png").type(), CV_8UC1);
  const cv::Mat alpha_after = decoded(out() + "/alpha.png");
  ASSERT_EQ(alpha_after.type(), CV_8UC4);
  cv::Mat alpha;
  cv::extractChannel(alpha_after, alpha, 3);
  EXPECT_EQ(cv::norm(alpha, planes[3]), 0);
}

class UnreadablePhotoTest : public AnonymizeCommandTest {};

TEST_F(UnreadablePhotoTest, IsAFailure) {
  add_face("a.jpg");
  add_face("locked.jpg");
  fs::permissions(in() + "/locked.jpg", fs::perms::none);
  if (std::ifstream(in() + "/locked.jpg")) GTEST_SKIP() << "root reads everything";
  EXPECT_EQ(run().exit_code, 1);
  EXPECT_TRUE(written("a.jpg"));
  EXPECT_FALSE(written("locked.jpg"));
}

TEST_F(AnonymizeCommandTest, RefusesWhatCanNotBeginWell) {
  expect_refused(run(), "in");  // missing
  fs::create_directories(in());
  expect_refused(run(), "in");  // empty
  add_face("a.jpg");
  EXPECT_EQ(run({"--generator", "/nowhere.safetensors"}).exit_code, 2);  // given twice
  ProgramResult result = run_program(
      {"anonymize", in(), "--output", in() + "/out", "--generator", networks_->generator.string()});
  expect_refused(result, "out");
  EXPECT_FALSE(fs::exists(in() + "/out"));
  expect_refused(run_program({"anonymize", in(), "--output", out(), "--generator",
                              (temp_.path() / "none.safetensors").string()}),
                 "none.safetensors");
  expect_refused(run_program({"anonymize", in(), "--output", out(), "--generator",
                              networks_->classifier.string()}),
                 "gender.safetensors");
  expect_refused(run({"--yunet", "/nowhere.onnx"}), "/nowhere.onnx");
}

TEST_F(AnonymizeCommandTest, NeverReplacesAFileUnasked) {
  add_face("a.jpg");
  temp_.write("out/a.jpg", "mine");
  EXPECT_EQ(run().exit_code, 1);
  EXPECT_EQ(testing::text_of(out() + "/a.jpg"), "mine");
  EXPECT_EQ(run({"--overwrite"}).exit_code, 0);
  EXPECT_NE(testing::text_of(out() + "/a.jpg"), "mine");
}

TEST_F(AnonymizeCommandTest, GoesOnWhereItWas) {
  add_face("a.jpg");
  ASSERT_EQ(run().exit_code, 0);
  add_face("b.jpg");
  const ProgramResult result = run();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, AllOf(HasSubstr("2 of 2 photographs protected"),
                                HasSubstr("1 of 2 were done before")));
  EXPECT_THAT(result.err, HasSubstr("keep the seed and the labels of that run"));
  // Networks count by their content.
  fs::copy_file(networks_->generator, temp_ / "copy.safetensors");
  const std::string copy = (temp_ / "copy.safetensors").string();
  const ProgramResult copied = run_program(
      {"anonymize", in(), "--output", out(), "--generator", copy, "--unchecked", "--json"});
  EXPECT_EQ(nlohmann::json::parse(copied.out)["done_before"], 2);
}

TEST_F(AnonymizeCommandTest, AReportThatCanNotBeWrittenCostsNoWork) {
  add_face("a.jpg");
  expect_refused(run({"--report", (temp_.path() / "none/report.json").string()}),
                 "there is no folder");
  const std::string old = temp_.write("old.json", "mine").string();
  expect_refused(run({"--report", old}), "old.json: exists already");
  expect_refused(run({"--report", in() + "/a.jpg", "--overwrite"}), "is a photograph to protect");
  expect_refused(run({"--report", out() + "/a.jpg"}), "would replace the protected");
  EXPECT_EQ(testing::text_of(old), "mine");
  EXPECT_EQ(run({"--report", old, "--overwrite"}).exit_code, 0);
  EXPECT_NE(testing::text_of(old), "mine");
}

TEST_F(AnonymizeCommandTest, TheReportMayLieBesideThePhotographs) {
  temp_.write("in/text.jpg", "this is no photograph");
  EXPECT_EQ(run({"--report", out() + "/report.json"}).exit_code, 1);
  EXPECT_EQ(nlohmann::json::parse(testing::text_of(out() + "/report.json"))["counts"]["failed"], 1);
}

TEST_F(AnonymizeCommandTest, StrengthZeroIsAMistake) {
  add_face("a.jpg");
  const ProgramResult result = run({"--strength", "0"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--strength 0 would leave every face as it is"));
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(AnonymizeCommandTest, ReportsAsJson) {
  add_face("a.jpg");
  temp_.write("in/text.jpg", "this is no photograph");
  const std::string report = (temp_.path() / "report.json").string();
  const ProgramResult result = run({"--json", "--report", report});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(nlohmann::json::parse(result.out), nlohmann::json::parse(testing::text_of(report)));
}

}  // namespace
}  // namespace antifaz
