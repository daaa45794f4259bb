#include "pipelines/speech/speech_estimator.hpp"

#include <torch/types.h>

namespace antifaz {

torch::Tensor frames_tensor(const cv::Mat& matrix) {
  const cv::Mat whole = matrix.isContinuous() ? matrix : matrix.clone();
  return torch::from_blob(whole.data, {whole.rows, whole.cols}).clone();
}

}  // namespace antifaz
