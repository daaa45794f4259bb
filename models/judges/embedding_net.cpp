#include "models/judges/embedding_net.hpp"

#include <torch/nn/functional/normalization.h>
#include <torch/types.h>

#include "models/card_numbers.hpp"
#include "models/judges/mobile_face_net.hpp"
#include "models/judges/script_card.hpp"
#include "models/judges/script_judges.hpp"
#include "models/judges/student_net.hpp"
#include "models/judges/vgg_face_net.hpp"
#include "models/weights.hpp"
#include "src/core/error.hpp"

namespace antifaz {

torch::Tensor cosine(const torch::Tensor& left, const torch::Tensor& right) {
  return torch::cosine_similarity(left, right, 1);
}

torch::Tensor unit_length(const torch::Tensor& x) {
  return torch::nn::functional::normalize(x, torch::nn::functional::NormalizeFuncOptions().dim(1));
}

std::shared_ptr<EmbeddingNet> load_embedding_net(const std::filesystem::path& file) {
  if (is_script(file)) return load_script_matcher(file);
  const TensorFile contents = read_safetensors(file);
  std::shared_ptr<EmbeddingNet> net;
  const auto found = contents.card.find("architecture");
  const std::string architecture = found == contents.card.end() ? "unknown" : found->second;
  if (architecture == MobileFaceNet::kArchitecture) {
    net = std::make_shared<MobileFaceNet>();
  } else if (architecture == kPrunedArchitecture) {
    net = std::make_shared<MobileFaceNet>(
        static_cast<int>(card_number(contents, "keep_every", 1, 8, file)));
  } else if (architecture == StudentNet::kArchitecture) {
    net = std::make_shared<StudentNet>(student_options(contents, file));
  } else if (architecture == VggFaceNet::kArchitecture) {
    net = std::make_shared<VggFaceNet>();
  } else {
    throw Error(file, "holds weights of '" + architecture + "', which is no face matcher");
  }
  load_weights(*net, contents, file);
  freeze(*net);
  to_channels_last(*net);
  return net;
}

}  // namespace antifaz
