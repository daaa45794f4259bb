#include "models/judges/embedding_net.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>

#include "models/judges/student_net.hpp"
#include "src/face/alignment.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(MobileFaceNet, PublicWeightsLoadNameByName) {
  ANTIFAZ_REQUIRE_SHARED("weights/mobilefacenet.safetensors");
  const auto net = load_embedding_net(shared_path("weights/mobilefacenet.safetensors"));
  torch::Tensor chips = torch::rand({2, 3, kChipSize, kChipSize});
  chips.requires_grad_();
  const EmbeddingNet::Output output = net->describe(chips);
  EXPECT_EQ(output.embedding.sizes(), (std::vector<int64_t>{2, 128}));
  EXPECT_EQ(output.map.sizes(), (std::vector<int64_t>{2, 128, 7, 7}));
  output.embedding.sum().backward();
  EXPECT_GT(chips.grad().abs().max().item<float>(), 0) << "must be differentiable";
  for (const torch::Tensor& p : net->parameters()) EXPECT_FALSE(p.requires_grad());
}

TEST(StudentNet, HasTheTeachersShapesAndComesBackFromDisk) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "student.safetensors";
  StudentNetOptions options;
  options.width = 8;
  StudentNet saved(options);
  saved.eval();
  const torch::Tensor chips = torch::rand({2, 3, kChipSize, kChipSize});
  const EmbeddingNet::Output output = saved.describe(chips);
  EXPECT_EQ(output.embedding.sizes(), (std::vector<int64_t>{2, 128}));
  EXPECT_EQ(output.map.sizes(), (std::vector<int64_t>{2, 128, 7, 7}));
  save_student(saved, {}, file);
  const auto loaded = load_embedding_net(file);
  EXPECT_GT(cosine(loaded->forward(chips), output.embedding).min().item<float>(), 0.999);
}

TEST(EmbeddingNet, WeightsOfNoMatcherAreRefused) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "other.safetensors";
  write_safetensors({{{"architecture", "antifaz-gender-net"}}, {}}, file);
  EXPECT_ERROR(load_embedding_net(file), HasSubstr("is no face matcher"));
}

}  // namespace
}  // namespace antifaz
