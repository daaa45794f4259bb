#include "src/tensors/face_dataset.hpp"

#include <torch/types.h>

#include <cstring>

#include "src/core/error.hpp"
#include "src/face/alignment.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

at::Tensor load_chip(const std::filesystem::path& file) {
  const auto read = read_pixels(file);
  if (const auto* fault = std::get_if<ImageFault>(&read)) {
    throw Error(file, fault->reason + "; make the folder again with 'antifaz prepare'");
  }
  const cv::Mat chip = to_bgr8(std::get<cv::Mat>(read));
  if (chip.rows != kChipSize || chip.cols != kChipSize) {
    throw Error(file, "is " + std::to_string(chip.cols) + "x" + std::to_string(chip.rows) +
                          ", not an aligned chip of " + std::to_string(kChipSize) +
                          " pixels; run 'antifaz prepare' on the data set first");
  }
  return to_tensor(chip);
}

}  // namespace

FaceDataset load_faces(const std::vector<Manifest>& manifests) {
  std::size_t count = 0;
  for (const Manifest& manifest : manifests) count += manifest.rows.size();
  FaceDataset faces;
  faces.chips = torch::empty({static_cast<int64_t>(count), 3, kChipSize, kChipSize}, torch::kUInt8);
  faces.labels = torch::full({static_cast<int64_t>(count)}, -1, torch::kInt64);
  int64_t i = 0;
  for (const Manifest& manifest : manifests) {
    for (const ManifestRow& row : manifest.rows) {
      // memcpy: a copy by torch would wake all its threads for every chip.
      const at::Tensor chip = load_chip(manifest.file(row));
      std::memcpy(faces.chips[i].data_ptr(), chip.data_ptr(), chip.nbytes());
      if (row.gender) faces.labels[i] = static_cast<int64_t>(*row.gender);
      faces.subjects.push_back(row.subject.empty() ? manifest.file(row).string() : row.subject);
      ++i;
    }
  }
  return faces;
}

FaceDataset FaceDataset::labelled() const {
  const at::Tensor known = (labels >= 0).nonzero().squeeze(1);
  FaceDataset result{chips.index_select(0, known), labels.index_select(0, known), {}};
  for (int64_t k = 0; k < known.size(0); ++k) {
    result.subjects.push_back(subjects[static_cast<std::size_t>(known[k].item<int64_t>())]);
  }
  return result;
}

}  // namespace antifaz
