#include <algorithm>

#include "src/face/dlib_net.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {
namespace {

// DenseNet (Huang et al. 2017) with growth 16 and blocks of 3, 6, 12 and 8 layers, read off the
// published file.
constexpr long kGrowth = 16;
template <typename Below>
using Activation = dlib::relu<dlib::affine<Below>>;
template <typename Below>
using Grow = dlib::con<kGrowth, 3, 3, 1, 1,
                       Activation<dlib::con<4 * kGrowth, 1, 1, 1, 1, Activation<Below>>>>;
template <typename Below>
using DenseLayer = dlib::concat2<dlib::tag1, dlib::tag2, dlib::tag2<Grow<dlib::tag1<Below>>>>;
template <long filters, typename Below>
using Transition = dlib::avg_pool<2, 2, 2, 2, dlib::con<filters, 1, 1, 1, 1, Activation<Below>>>;
template <typename Below>
using Stem =
    dlib::add_layer<dlib::max_pool_<3, 3, 2, 2, 1, 1>,
                    Activation<dlib::add_layer<dlib::con_<2 * kGrowth, 7, 7, 2, 2, 3, 3>, Below>>>;

using Block1 = dlib::repeat<3, DenseLayer, Stem<dlib::input_rgb_image>>;
using Block2 = dlib::repeat<6, DenseLayer, Transition<40, Block1>>;
using Block3 = dlib::repeat<12, DenseLayer, Transition<68, Block2>>;
using Block4 = dlib::repeat<8, DenseLayer, Transition<130, Block3>>;
using Network =
    dlib::loss_metric<dlib::fc_no_bias<128, dlib::avg_pool_everything<Activation<Block4>>>>;

constexpr int kSize = 150, kDimensions = 128;
constexpr double kPadding = 0.25;

class DlibFaceMatcher : public FaceMatcher {
 public:
  explicit DlibFaceMatcher(const std::string& file) {
    load_dlib_net(file, "dlib's face_recognition_densenet_model_v1.dat", network_);
  }

  std::string name() const override { return "dlib-densenet"; }

  cv::Mat embed(const std::vector<FaceView>& faces) override {
    cv::Mat result(static_cast<int>(faces.size()), kDimensions, CV_32F);
    forward_in_batches(network_, faces, kSize, kPadding, [&](std::size_t i, const float* row) {
      std::copy_n(row, kDimensions, result.ptr<float>(static_cast<int>(i)));
    });
    return result;
  }

  /// The negative distance: the network was trained for balls of radius 0.6.
  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return -cv::norm(left, right, cv::NORM_L2);
  }

 private:
  Network network_;
};

}  // namespace

std::unique_ptr<FaceMatcher> make_dlib_face_matcher(const std::string& file) {
  return std::make_unique<DlibFaceMatcher>(file);
}

}  // namespace antifaz
