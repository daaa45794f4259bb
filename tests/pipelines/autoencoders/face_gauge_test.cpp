#include "pipelines/autoencoders/face_gauge.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>
#include <torch/utils.h>

#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kWeights = ANTIFAZ_SOURCE_DIR "/models/weights";

FaceJudges judges(std::int64_t images) {
  return {kWeights / "matcher-student.safetensors", kWeights / "detector.safetensors", images};
}

struct Listener : Observer {
  void message(const std::string& line) override { said += line + "\n"; }
  std::string said;
};

torch::Tensor faces() {
  return read_examples(ANTIFAZ_SOURCE_DIR "/samples/faces", ExampleShape{64}).values;
}

TEST(FrechetDistance, IsThatOfTheGaussians) {
  torch::manual_seed(2);
  const torch::Tensor raw = torch::randn({400, 3}, torch::kDouble), rest = raw - raw.mean(0);
  const torch::Tensor covariance = rest.t().mm(rest) / 399;
  const torch::Tensor white =
      rest.mm(torch::inverse(torch::linalg_cholesky(covariance)).t());  // covariance: one
  const auto gaussian = [&](std::vector<double> deviations, double shift) {
    return white * torch::tensor(deviations, torch::kDouble) + shift;
  };
  const torch::Tensor one = gaussian({1, 2, 3}, 0), other = gaussian({2, 2, 1}, 0.5);
  // Along shared axes: the squared differences of means and of deviations.
  EXPECT_NEAR(frechet_distance(one, other), 3 * 0.25 + 1 + 0 + 4, 1e-9);
  const torch::Tensor turn = torch::matrix_exp(
      torch::tensor({{0.0, 0.7, -0.2}, {-0.7, 0.0, 0.4}, {0.2, -0.4, 0.0}}, torch::kDouble));
  EXPECT_NEAR(frechet_distance(one.mm(turn), other.mm(turn)), 5.75, 1e-9);
  EXPECT_NEAR(frechet_distance(one.mm(turn), one.mm(turn)), 0, 1e-9);
  // Fewer rows than numbers: covariances without an inverse.
  EXPECT_NEAR(frechet_distance(torch::eye(3).slice(0, 0, 2), torch::eye(3).slice(0, 0, 2)), 0,
              1e-9);
}

TEST(FaceGauge, TellsFacesFromWhatIsNone) {
  Listener listener;
  const torch::Tensor real = faces();
  const auto gauge = FaceGauge::of(judges(16), real, listener);
  ASSERT_TRUE(gauge) << listener.said;
  EXPECT_EQ(gauge->images(), 16);
  EXPECT_EQ(listener.said, "");
  const torch::Tensor shown = real.to(torch::kFloat32) / 255;
  const torch::Tensor same = shown.slice(0, 0, 32, 2);  // the very images that are the measure
  const auto paler = [&](double by) { return (1 - by) * same + by * same.mean(0); };
  EXPECT_NEAR(gauge->distance(same), 0, 1e-6);
  EXPECT_GT(gauge->floor().value(), 0.01);  // others are not the same
  const double pale = gauge->distance(paler(0.3)), dull = gauge->distance(paler(0.9));
  EXPECT_GT(pale, 1e-4);
  EXPECT_GT(dull, pale);
  torch::manual_seed(1);
  EXPECT_GT(gauge->distance(torch::rand({16, 3, 64, 64})), dull);
}

TEST(FaceGauge, WhatIsNoFaceHasNoSuchDistance) {
  Listener listener;
  const torch::Tensor ramps = torch::linspace(0, 1, 20).view({20, 1, 1, 1});
  EXPECT_FALSE(FaceGauge::of(judges(16), ramps.expand({20, 1, 32, 32}), listener));
  EXPECT_THAT(listener.said, HasSubstr("few of the images show one"));
}

TEST(FaceGauge, SaysWhatIsMissing) {
  Listener listener;
  EXPECT_FALSE(FaceGauge::of({}, faces(), listener));                       // nobody was asked
  EXPECT_FALSE(FaceGauge::of(judges(16), torch::rand({20, 9}), listener));  // no images
  EXPECT_EQ(listener.said, "");
  EXPECT_FALSE(FaceGauge::of(judges(500), faces(), listener));
  EXPECT_THAT(listener.said, HasSubstr("it takes 500 images, and there are 32"));
  FaceJudges absent = judges(16);
  absent.matcher = "nowhere.safetensors";
  EXPECT_FALSE(FaceGauge::of(absent, faces(), listener));
  EXPECT_THAT(listener.said, HasSubstr("nowhere.safetensors"));
}

}  // namespace
}  // namespace antifaz
