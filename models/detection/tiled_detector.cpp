#include "models/detection/tiled_detector.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <mutex>
#include <optional>

#include "models/card_numbers.hpp"
#include "models/detection/decode.hpp"
#include "models/detection/detector_net.hpp"
#include "models/detection/search_photo.hpp"
#include "models/detection/second_look.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr double kUsualThreshold = 0.5;  // of weights whose card names none

class TiledDetector : public FaceDetector {
 public:
  TiledDetector(const std::filesystem::path& weights, const TiledDetectorOptions& options)
      : options_(options) {
    Card card;
    net_ = load_detector(weights, &card);
    if (card.count(kDetectorThreshold)) {
      threshold_ = card_number({card, {}}, kDetectorThreshold, 0.01, 0.99, weights);
    }
    net_->fold();
  }

  std::string name() const override { return "own"; }

  std::vector<Face> detect(const cv::Mat& bgr) override {
    return search_photo(bgr, {options_.min_face, threshold_}, [this](const cv::Mat& tile) {
      const torch::NoGradGuard no_grad;
      return candidates_of(net_->forward(to_bgr_bytes({tile})), cells(tile.size()), 0,
                           kGlanceScore);
    });
  }

 private:
  /// Most tiles are of one size: their cells are kept.
  DetectorCells cells(cv::Size tile) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!kept_ || kept_size_ != tile) {
      kept_ = detector_cells(tile.height, tile.width);
      kept_size_ = tile;
    }
    return *kept_;
  }

  TiledDetectorOptions options_;
  double threshold_ = kUsualThreshold;
  std::shared_ptr<DetectorNet> net_;
  std::mutex mutex_;
  std::optional<DetectorCells> kept_;
  cv::Size kept_size_;
};

}  // namespace

std::unique_ptr<FaceDetector> make_tiled_detector(const std::filesystem::path& weights,
                                                  const TiledDetectorOptions& options) {
  return std::make_unique<TiledDetector>(weights, options);
}

}  // namespace antifaz
