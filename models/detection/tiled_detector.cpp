#include "models/detection/tiled_detector.hpp"

#include <ATen/Parallel.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "models/card_numbers.hpp"
#include "models/detection/decode.hpp"
#include "models/detection/detector_net.hpp"
#include "models/detection/exposure.hpp"
#include "models/detection/search_photo.hpp"
#include "models/detection/second_look.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr double kUsualThreshold = 0.5;  // of weights whose card names none
// Part of the threshold from which on a find is doubtful, where the card says nothing of it
// (docs/self-check.md): below 0.8 hardly any face comes with many false finds.
constexpr double kUsuallyDoubtful = 0.8;
constexpr int64_t kPixelsAtOnce = 640 * 640;

class TiledDetector : public FaceDetector {
 public:
  TiledDetector(const std::filesystem::path& weights, const TiledDetectorOptions& options)
      : options_(options) {
    Card card;
    net_ = load_detector(weights, &card);
    if (options.min_face < kLeastMinFace) {
      throw Error("faces below " + significant(kLeastMinFace, 3) +
                  " pixels can't be looked for: photographs are enlarged twice at most");
    }
    const auto number = [&](const char* name, double usual, double most) {
      return card.count(name) ? card_number({card, {}}, name, 0.01, most, weights) : usual;
    };
    threshold_ = number(kDetectorThreshold, kUsualThreshold, 0.99);
    doubtful_ = number(kDetectorDoubtful, kUsuallyDoubtful * threshold_, threshold_);
    net_->fold();
  }

  std::string name() const override { return "own"; }

  std::vector<Face> detect(const cv::Mat& bgr) override {
    return search_photo(bgr, {options_.min_face, threshold_, doubtful_},
                        [this](const std::vector<cv::Mat>& tiles) { return look(tiles); });
  }

  double smallest_face(cv::Size) const override { return options_.min_face; }

 private:
  /// Every thread looks at batches of its own: on one tile several threads would mostly wait for
  /// each other. The batches are the same however many threads there are; what is found differs in
  /// the last digits at most, where LibTorch takes other kernels for one thread than for several.
  std::vector<std::vector<Face>> look(const std::vector<cv::Mat>& tiles) {
    const DetectorCells cells_there = cells(tiles[0].size());
    const auto all = static_cast<int64_t>(tiles.size());
    const int64_t batch = std::max<int64_t>(1, kPixelsAtOnce / tiles[0].size().area());
    std::vector<std::vector<Face>> found(tiles.size());
    at::parallel_for(0, (all + batch - 1) / batch, 1, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        look_at(tiles, i * batch, std::min(all, (i + 1) * batch), cells_there, found);
      }
    });
    return found;
  }

  void look_at(const std::vector<cv::Mat>& tiles, int64_t begin, int64_t end,
               const DetectorCells& cells_there, std::vector<std::vector<Face>>& found) {
    const torch::NoGradGuard no_grad;  // each thread's own
    std::vector<cv::Mat> lit;
    for (int64_t i = begin; i < end; ++i) lit.push_back(well_lit(tiles[std::size_t(i)]));
    const DetectorOutput output = net_->forward(to_bgr_bytes(lit));
    for (int64_t i = begin; i < end; ++i) {
      found[std::size_t(i)] = candidates_of(output, cells_there, i - begin, kGlanceScore);
    }
  }

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
  double threshold_ = 0, doubtful_ = 0;
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
