#include "src/tensors/image_tensor.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

namespace antifaz {
namespace {

TEST(ImageTensor, BytesKeepTheirChannelsAndPlaces) {
  cv::Mat wide(4, 9, CV_8UC3);
  cv::randu(wide, 0, 256);
  const cv::Mat part = wide(cv::Rect(2, 1, 5, 3));  // rows that don't follow each other in memory
  const at::Tensor batch = to_bgr_bytes({part, part * 0.5});
  EXPECT_EQ(batch.sizes(), (std::vector<int64_t>{2, 3, 3, 5}));
  for (int c = 0; c < 3; ++c) {
    EXPECT_EQ(batch[0][c][2][4].item<int>(), part.at<cv::Vec3b>(2, 4)[c]);
    EXPECT_EQ(batch[0][c][0][3].item<int>(), part.at<cv::Vec3b>(0, 3)[c]);
  }
  EXPECT_TRUE(to_tensor(part).flip(0).equal(batch[0]));
}

TEST(ImageTensor, RefusesImagesOfTwoSizes) {
  EXPECT_THROW(to_bgr_bytes({cv::Mat(2, 2, CV_8UC3), cv::Mat(2, 3, CV_8UC3)}), c10::Error);
}

}  // namespace
}  // namespace antifaz
