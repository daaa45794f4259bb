#include "pipelines/evaluate/face_keeper.hpp"

#include <torch/types.h>

#include <cstring>
#include <utility>

#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {

FaceKeeper::FaceKeeper(const FaceKeeperOptions& options, const Manifest& manifest)
    : options_(options), manifest_(manifest) {
  if (!options_.chips) return;
  // The system gives memory to what is written only.
  const auto rows = static_cast<int64_t>(manifest.rows.size());
  for (torch::Tensor& chips : kept_.chips) {
    chips = torch::empty({rows, 3, kChipSize, kChipSize}, torch::kUInt8);
  }
}

void FaceKeeper::add(std::size_t row, const cv::Mat& original, const cv::Mat& changed,
                     const Landmarks& landmarks) {
  const std::size_t shown_so_far = kept_.gallery.size();
  const bool shown = shown_so_far < options_.gallery &&
                     row >= shown_so_far * manifest_.rows.size() / options_.gallery;
  const bool attacked = options_.chips && manifest_.rows[row].gender;
  if (!shown && !attacked) return;
  const cv::Matx23d crop = chip_transform(landmarks);
  const cv::Mat before = cut_chip(original, crop), after = cut_chip(changed, crop);
  if (shown) kept_.gallery.push_back({manifest_.rows[row].path.string(), before, after});
  if (attacked) keep_chips(row, before, after);
}

void FaceKeeper::keep_chips(std::size_t row, const cv::Mat& original, const cv::Mat& changed) {
  const cv::Mat* images[] = {&original, &changed};
  for (const Version version : {kOriginalVersion, kProtectedVersion}) {
    const torch::Tensor chip = to_tensor(*images[version]);
    torch::Tensor place = kept_.chips[version][static_cast<int64_t>(kept_.rows.size())];
    std::memcpy(place.data_ptr(), chip.data_ptr(), chip.nbytes());
  }
  kept_.rows.push_back(row);
}

KeptFaces FaceKeeper::take() {
  for (torch::Tensor& chips : kept_.chips) {
    if (chips.defined()) chips = chips.narrow(0, 0, static_cast<int64_t>(kept_.rows.size()));
  }
  return std::move(kept_);
}

}  // namespace antifaz
