#include "models/judges/script_judges.hpp"

#include <gtest/gtest.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/script_card.hpp"
#include "src/core/files.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Writes a script that answers with the mean of each channel, scaled: what it was fed is seen.
class ScriptJudges : public ::testing::Test {
 protected:
  std::filesystem::path script(const std::string& card, const std::string& body = kMeans) {
    torch::jit::Module module("judge");
    module.define(body);
    const auto file = folder_.path() / "judge.pt";
    torch::jit::ExtraFilesMap extra;
    if (!card.empty()) extra["card.json"] = card;
    module.save(file.string(), extra);
    return file;
  }
  std::filesystem::path described(const std::string& json) {
    const auto file = folder_.path() / "judge.json";
    write_atomically(file, json);
    return file;
  }

  static constexpr char kMeans[] = "def forward(self, x):\n  return x.mean([2, 3])\n";
  static constexpr char kFirstMean[] = "def forward(self, x):\n  return x.mean([1, 2, 3])\n";
  testing::TempFolder folder_;
};

const char kInner[] =
    R"({"kind": "gender", "input": [3, 56, 56], "crop": {"template rectangle": [0, 0, 112, 112]}})";

/// A chip that is black but for its inner 112x112.
torch::Tensor bright_inside() {
  torch::Tensor chips = torch::zeros({2, 3, kChipSize, kChipSize});
  chips.slice(2, kChipMargin, kChipSize - kChipMargin)
      .slice(3, kChipMargin, kChipSize - kChipMargin)
      .fill_(1);
  return chips;
}

TEST_F(ScriptJudges, LookAtTheSquareThatTheirCardNames) {
  const auto judge = load_script_gender_judge(script(kInner, kFirstMean));
  const torch::Tensor answers = judge->forward(bright_inside());
  EXPECT_EQ(answers.sizes(), (std::vector<int64_t>{2}));
  EXPECT_NEAR(answers[0].item<double>(), 1, 1e-5);  // nothing of the black rim
}

TEST_F(ScriptJudges, SeeTheEdgeGoOnBeyondTheChip) {
  const auto file = script(
      R"({"kind": "gender", "input": [3, 64, 64], "crop": {"template rectangle": [-40, 0, 88, 128]}})",
      kFirstMean);
  const torch::Tensor white = torch::ones({1, 3, kChipSize, kChipSize});
  EXPECT_NEAR(load_script_gender_judge(file)->forward(white)[0].item<double>(), 1, 1e-5);
}

TEST_F(ScriptJudges, ReachTheChipsWithGradients) {
  const auto judge = load_script_gender_judge(script(kInner, kFirstMean));
  const torch::Tensor chips = bright_inside().requires_grad_();
  judge->forward(chips).sum().backward();
  EXPECT_GT(chips.grad()[0][0][64][64].item<double>(), 0);
  EXPECT_EQ(chips.grad()[0][0][2][2].item<double>(), 0);
}

TEST_F(ScriptJudges, AreFedAsTheirDescriptionSays) {
  script("", kMeans);
  const auto file = described(R"({"kind": "gender", "model": "judge.pt", "size": [112, 112],
      "landmarks": [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655],
                    [70.7299, 92.2041]],
      "channels": "bgr", "mean": [0, 0, 255], "scale": 0.01,
      "answer": {"index": 2, "activation": "sigmoid", "means": "female"}})");
  ASSERT_TRUE(is_script(file));
  torch::Tensor chips = bright_inside();
  chips.select(1, 1).zero_();
  chips.select(1, 2).zero_();  // red faces: in BGR the third channel, of which 255 is taken
  EXPECT_NEAR(load_script_gender_judge(file)->forward(chips)[0].item<double>(), 0, 1e-4);
  EXPECT_NEAR(load_script_gender_judge(file)->forward(0 * chips)[0].item<double>(), 2.55, 1e-4);
}

TEST_F(ScriptJudges, OfTwoLogitsAnswerWithTheirDifference) {
  script("", kMeans);
  const auto file = described(R"({"kind": "gender", "model": "judge.pt", "size": [64, 64],
      "margin": 0.1, "scale": 0.0078431372549, "channels": "rgb",
      "answer": {"index": 0, "activation": "softmax", "means": "male"}})");
  torch::Tensor chips = torch::zeros({1, 3, kChipSize, kChipSize});
  chips.select(1, 0).fill_(1);  // outputs 2, 0, 0
  EXPECT_NEAR(load_script_gender_judge(file)->forward(chips)[0].item<double>(), 2 - std::log(2.0),
              1e-4);
}

TEST_F(ScriptJudges, CutPhotographsAsTheyCutChips) {
  const auto file = script(kInner, kFirstMean);
  const auto asked = make_script_gender_classifier(file, {});
  const cv::Mat chip = to_image(bright_inside()[0]);
  const FaceView face{chip, chip_template()};
  EXPECT_NEAR(asked->probability_male({face, face}).at(1), 1 / (1 + std::exp(-1.0)), 0.01);
}

TEST_F(ScriptJudges, AreRefusedWhereNothingSaysHowToFeedThem) {
  EXPECT_ERROR(load_script_gender_judge(folder_.path() / "none.pt"), HasSubstr("no such file"));
  EXPECT_ERROR(load_script_gender_judge(script("")), HasSubstr("carries no card.json"));
  EXPECT_ERROR(load_script_gender_judge(script(R"({"kind": "gender", "input": [3, 8, 8]})")),
               HasSubstr("lacks 'kind', 'input' or 'crop'"));
  EXPECT_ERROR(load_script_matcher(script(kInner, kFirstMean)), HasSubstr("--classifier"));
  EXPECT_ERROR(
      load_script_gender_judge(script(kInner, "def forward(self, x):\n  return x[0, 0, 0, 99]\n")),
      HasSubstr("can't be asked about two pictures of 56x56"));
  script("", kFirstMean);
  EXPECT_ERROR(load_script_gender_judge(described(R"({"kind": "gender", "model": "judge.pt",
      "size": [64, 64], "margin": 0,
      "answer": {"index": 1, "activation": "none", "means": "male"}})")),
               HasSubstr("check the index"));
  const auto broken = folder_.path() / "broken.pt";
  write_atomically(broken, "PK");
  EXPECT_ERROR(load_script_gender_judge(broken), HasSubstr("is no TorchScript"));
}

TEST(ScriptJudgesOfOthers, TellGenderFromChipsAsFromPhotographs) {
  ANTIFAZ_REQUIRE_SHARED("weights/loop");
  for (const char* name : {"faceres-deep", "gear", "insightface-genderage"}) {
    const auto judge = load_gender_judge(shared_path(std::string("weights/loop/") + name + ".pt"));
    const torch::Tensor chips = torch::rand({2, 3, kChipSize, kChipSize}).requires_grad_();
    judge->forward(chips).sum().backward();
    EXPECT_GT(chips.grad().abs().sum().item<double>(), 0) << name;
  }
  const auto matcher = load_embedding_net(shared_path("weights/loop/mobileface-v2.pt"));
  EXPECT_EQ(matcher->forward(torch::rand({1, 3, kChipSize, kChipSize})).size(1), 256);
}

}  // namespace
}  // namespace antifaz
