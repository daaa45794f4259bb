#include "models/semi_adversarial/prototypes.hpp"

#include <torch/types.h>

#include "models/weights.hpp"
#include "src/core/error.hpp"
#include "src/core/labels.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

constexpr char kPrototypesArchitecture[] = "antifaz-prototypes";
constexpr char kTensor[] = "prototypes";

}  // namespace

torch::Tensor average_faces(const torch::Tensor& chips, const torch::Tensor& labels) {
  const auto mean_of = [&](Gender gender) {
    torch::Tensor sum = torch::zeros(chips.sizes().slice(1), torch::kFloat64);
    const torch::Tensor rows = (labels == static_cast<int64_t>(gender)).nonzero().squeeze(1);
    TORCH_CHECK(rows.size(0) > 0, "no face is labelled ", std::string(to_string(gender)));
    for (const torch::Tensor& some : rows.split(512)) {
      sum += chips.index_select(0, some).sum(0, false, torch::kFloat64);
    }
    return (sum / (255.0 * static_cast<double>(rows.size(0)))).to(torch::kFloat32);
  };
  const torch::Tensor female = mean_of(Gender::kFemale), male = mean_of(Gender::kMale);
  return torch::stack({female, male, (female + male) / 2});
}

void save_prototypes(const at::Tensor& prototypes, Card card, const std::filesystem::path& file) {
  card["architecture"] = kPrototypesArchitecture;
  write_safetensors({card, {{kTensor, prototypes.to(torch::kHalf)}}}, file);
}

at::Tensor load_prototypes(const std::filesystem::path& file) {
  const TensorFile contents = read_safetensors(file);
  expect_architecture(contents, kPrototypesArchitecture, file);
  const auto found = contents.tensors.find(kTensor);
  const std::vector<int64_t> shape = {kTargetCount, 3, kChipSize, kChipSize};
  if (found == contents.tensors.end() || found->second.sizes() != shape) {
    throw Error(file, "holds no prototypes of this version; make them with 'antifaz prototypes'");
  }
  return found->second.to(torch::kFloat32);
}

}  // namespace antifaz
