// Covers `antifaz detect` and `antifaz evaluate-detector`, and how a detector is chosen.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/models/landmarks/landmark_networks.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;

class DetectCommandTest : public ::testing::Test {
 protected:
  DetectCommandTest() {
    std::filesystem::copy(ANTIFAZ_SOURCE_DIR "/samples/faces/female_asian_middle_1.jpg",
                          temp_.path() / "a.jpg");
  }
  testing::TempFolder temp_;
};

TEST_F(DetectCommandTest, PrintsFacesAsTextAndJson) {
  EXPECT_THAT(must_run({"detect", temp_.path()}).out, HasSubstr("a.jpg: 1 face: "));
  const auto report = nlohmann::json::parse(must_run({"detect", temp_.path(), "--json"}).out);
  EXPECT_EQ(report["schema"], "antifaz-detect");
  EXPECT_EQ(report["detector"], "own");
  const auto& face = report["photos"][0]["faces"][0];
  EXPECT_EQ(face["box"].size(), 4u);
  EXPECT_EQ(face["landmarks"].size(), 5u);
  EXPECT_GT(face["score"].get<double>(), 0);
  EXPECT_EQ(face["doubtful"], false);
  EXPECT_EQ(report["photos"][0]["smallest_face"], 20);
  EXPECT_TRUE(report["photos"][0]["marks"].empty());
}

TEST_F(DetectCommandTest, HogIsThereForWhoeverNamesIt) {
  const auto report =
      nlohmann::json::parse(must_run({"detect", temp_.path(), "--detector", "hog", "--json"}).out);
  EXPECT_EQ(report["detector"], "hog");
  EXPECT_EQ(report["photos"][0]["faces"].size(), 1u);
}

TEST_F(DetectCommandTest, ANetworkTellsTheShapeToo) {
  const auto weights = temp_.path() / "landmarks.safetensors";
  testing::write_landmark_net(weights);
  const auto before = nlohmann::json::parse(must_run({"detect", temp_.path(), "--json"}).out);
  const auto after = nlohmann::json::parse(
      must_run({"detect", temp_.path(), "--json", "--landmarks", weights}).out);
  const auto& face = before["photos"][0]["faces"][0];
  const auto& refined = after["photos"][0]["faces"][0];
  EXPECT_FALSE(face.contains("shape"));
  EXPECT_EQ(refined["shape"].size(), 68u);
  EXPECT_EQ(refined["shape"][67].size(), 2u);
  EXPECT_EQ(refined["box"], face["box"]);
  EXPECT_NE(refined["landmarks"], face["landmarks"]);
  EXPECT_THAT(run_program({"detect", temp_.path(), "--landmarks", "none.safetensors"}).err,
              HasSubstr("none.safetensors: "));
}

TEST_F(DetectCommandTest, APhotographThatCantBeReadIsExitCodeOne) {
  std::ofstream(temp_.path() / "b.jpg") << "no photograph";
  const auto result = run_program({"detect", temp_.path()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, HasSubstr("b.jpg: "));
}

TEST_F(DetectCommandTest, EvaluatesAgainstATable) {
  std::ofstream(temp_.path() / "boxes.csv") << "path,x,y,width,height,angle\na.jpg,900,0,9,9,15\n";
  const std::string table = temp_.path() / "boxes.csv";
  const std::string text = must_run({"evaluate-detector", table}).out;
  EXPECT_THAT(text, HasSubstr("recall: 0.0 % (0 of 1)"));
  EXPECT_THAT(text, HasSubstr("angle    15      1      0   0.0 %"));
  const auto report = nlohmann::json::parse(must_run({"evaluate-detector", table, "--json"}).out);
  EXPECT_EQ(report["false_finds"], 1);
  EXPECT_EQ(report["parts"][0]["group"], "angle");
}

TEST_F(DetectCommandTest, ADetectorIsNamedOnce) {
  const auto refused = [&](const std::vector<std::string>& more, const std::string& why) {
    std::vector<std::string> all = {"detect", temp_.path()};
    all.insert(all.end(), more.begin(), more.end());
    const auto result = run_program(all);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.err, HasSubstr(why));
  };
  refused({"--yunet", "y.onnx", "--detector", "hog"}, "give one of them");
  refused({"--detector", "hog", "--min-face", "40"}, "--min-face is for the project's own");
  refused({"--yunet", "y.onnx", "--min-face", "40"}, "--min-face is for the project's own");
  refused({"--min-face", "7"}, "faces below 8 pixels can't be looked for");
  refused({"--detector", "none.safetensors"}, "none.safetensors: ");
}

}  // namespace
}  // namespace antifaz
