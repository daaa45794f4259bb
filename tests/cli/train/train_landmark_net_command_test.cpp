#include <gmock/gmock.h>

#include <fstream>

#include "models/safetensors.hpp"
#include "tests/support/painted_faces.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/shared_data.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;
using testing::run_program;

constexpr char kYunet[] = "weights/yunet_120x160.onnx";
constexpr char kShapes[] = "weights/landmarks68.pt";

/// Painted crops, the teachers' words on them, and backgrounds.
class TrainLandmarkNetCommandTest : public ::testing::Test {
 protected:
  TrainLandmarkNetCommandTest() {
    for (const char* folder : {"crops", "labels", "landscapes"}) {
      std::filesystem::create_directory(temp_.path() / folder);
    }
    std::ofstream manifest(temp_.path() / "crops/manifest.csv");
    std::ofstream faces(temp_.path() / "labels/crops.csv");
    std::ofstream shapes(temp_.path() / "labels/crops-shapes.csv");
    manifest << "path\n";
    faces << "path,x,y,width,height,score,points\n";
    shapes << "path,shape\n";
    const ComposeSources sources = testing::painted_sources(16);
    for (std::size_t i = 0; i < sources.faces.size(); ++i) {
      const std::string name = std::to_string(i) + ".jpg";
      std::ofstream(temp_.path() / "crops" / name, std::ios::binary) << sources.faces[i].bytes;
      manifest << name << "\n";
      faces << name << ",30,22,60,76,0.9,47 50 73 50 60 64 49 80 71 80\n";
      shapes << name << ",";
      for (int point = 0; point < 68; ++point) shapes << 30 + point % 60 << " " << 60 << " ";
      shapes << "\n";
    }
    for (int i = 0; i < 12; ++i) {
      cv::imwrite((temp_.path() / "landscapes" / (std::to_string(i) + ".png")).string(),
                  sources.backgrounds[static_cast<std::size_t>(i % 4)]);
    }
  }

  std::vector<std::string> train(const std::vector<std::string>& more) const {
    const auto path = [&](const char* name) { return (temp_.path() / name).string(); };
    std::vector<std::string> all = {"train",         "landmark-net",
                                    "--data",        path("crops"),
                                    "--backgrounds", path("landscapes"),
                                    "--yunet",       shared_path(kYunet),
                                    "--shapes",      shared_path(kShapes),
                                    "--labels",      path("labels"),
                                    "--output",      path("run"),
                                    "--epochs",      "1",
                                    "--batch",       "4",
                                    "--validation",  "0.3"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  testing::TempFolder temp_;
};

TEST_F(TrainLandmarkNetCommandTest, LeavesWeightsThatDetectUsesAndResumesTheSameRunOnly) {
  ANTIFAZ_REQUIRE_SHARED(kYunet);
  ANTIFAZ_REQUIRE_SHARED(kShapes);
  must_run(train({}));
  const auto file = temp_.path() / "run/weights.safetensors";
  const Card card = read_safetensors(file).card;
  EXPECT_EQ(card.at("architecture"), "antifaz-landmarks");
  EXPECT_THAT(card.at("command"), HasSubstr("train landmark-net"));
  EXPECT_THAT(card.at("data"), HasSubstr("crops (16 faces)"));
  EXPECT_THAT(card.at("teachers"), HasSubstr("landmarks68.pt "));
  EXPECT_THAT(card.at("validation"), HasSubstr("shape_error"));
  EXPECT_THAT(run_program(train({"--resume", "--constant-rate"})).err,
              HasSubstr("the schedule of the rate was cosine, now constant"));
  std::filesystem::rename(file, temp_.path() / "first.safetensors");
  std::filesystem::remove_all(temp_.path() / "run");
  must_run(train({"--from", (temp_.path() / "first.safetensors").string()}));
  EXPECT_THAT(read_safetensors(file).card.at("from"), HasSubstr("first.safetensors "));
  must_run({"detect", (temp_.path() / "crops").string(), "--landmarks", file.string()});
}

TEST_F(TrainLandmarkNetCommandTest, SaysWhatIsMissing) {
  EXPECT_THAT(run_program({"train", "landmark-net", "--data", "x", "--output", "y"}).err,
              HasSubstr("--backgrounds"));
}

}  // namespace
}  // namespace antifaz
