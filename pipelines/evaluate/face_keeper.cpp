#include "pipelines/evaluate/face_keeper.hpp"

#include <torch/types.h>

#include <cstring>
#include <limits>

#include "src/data/people.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

torch::Tensor to_row(const cv::Mat& embedding) {
  torch::Tensor row = torch::empty({embedding.cols}, torch::kFloat32);
  embedding.copyTo(cv::Mat(1, embedding.cols, CV_32F, row.data_ptr<float>()));
  return row;
}

BothVersions stacked(const std::array<std::vector<at::Tensor>, 2>& rows) {
  return {torch::stack(rows[0]), torch::stack(rows[1])};
}

}  // namespace

FaceKeeper::FaceKeeper(const FaceKeeperOptions& options, const Manifest& manifest,
                       const std::vector<Judge<GenderClassifier>>& classifiers,
                       const std::vector<Judge<FaceMatcher>>& matchers)
    : options_(options),
      manifest_(manifest),
      subject_of_row_(find_people(manifest).subject),
      scores_(classifiers.size()),
      embeddings_(matchers.size()),
      last_row_(std::numeric_limits<std::size_t>::max()) {
  for (const auto& judge : classifiers) {
    faces_.scores.push_back({judge.box->name(), judge.in_the_loop, {}});
  }
  for (const auto& judge : matchers) {
    faces_.embeddings.push_back({judge.box->name(), judge.in_the_loop, {}});
  }
  if (options_.attackable && options_.pixels) {
    // The system gives memory to what is written only.
    const auto rows = static_cast<int64_t>(manifest.rows.size());
    for (torch::Tensor& chips : faces_.chips) {
      chips = torch::empty({rows, 3, kChipSize, kChipSize}, torch::kUInt8);
    }
  }
}

// Of every image the original comes first and, if there is one, its protected version next.
void FaceKeeper::face(std::size_t row, bool changed, const FaceView& view,
                      const FaceScores& scores) {
  if (!changed) {
    last_row_ = row;
    last_photo_ = view.bgr;
    last_scores_ = scores;
  } else if (row == last_row_) {
    pair(row, view, scores);
  }
}

void FaceKeeper::pair(std::size_t row, const FaceView& changed, const FaceScores& scores) {
  const bool comparable = last_photo_.size() == changed.bgr.size();
  const std::size_t rows = manifest_.rows.size();
  const bool shown = comparable && gallery_.size() < options_.gallery &&
                     row >= gallery_.size() * rows / options_.gallery;
  const bool attacked =
      options_.attackable && manifest_.rows[row].gender && (comparable || !options_.pixels);
  if (!shown && !attacked) return;
  if (shown || options_.pixels) {
    const cv::Matx23d crop = chip_transform(changed.landmarks);
    const cv::Mat before = cut_chip(last_photo_, crop), after = cut_chip(changed.bgr, crop);
    if (shown) gallery_.push_back({manifest_.rows[row].path.string(), before, after});
    if (attacked && options_.pixels) keep_chips(before, after);
  }
  if (attacked) keep_scores(row, scores);
}

void FaceKeeper::keep_chips(const cv::Mat& original, const cv::Mat& changed) {
  const cv::Mat* images[] = {&original, &changed};
  for (const Version version : {kOriginalVersion, kProtectedVersion}) {
    const torch::Tensor chip = to_tensor(*images[version]);
    torch::Tensor place = faces_.chips[version][static_cast<int64_t>(faces_.size())];
    std::memcpy(place.data_ptr(), chip.data_ptr(), chip.nbytes());
  }
}

void FaceKeeper::keep_scores(std::size_t row, const FaceScores& changed) {
  const FaceScores* seen[] = {&last_scores_, &changed};
  for (const Version version : {kOriginalVersion, kProtectedVersion}) {
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      scores_[i][version].push_back(torch::tensor(seen[version]->male.at(i), torch::kDouble));
    }
    for (std::size_t i = 0; i < embeddings_.size(); ++i) {
      embeddings_[i][version].push_back(to_row(seen[version]->embeddings.at(i)));
    }
  }
  labels_.push_back(static_cast<int64_t>(*manifest_.rows[row].gender));
  faces_.subjects.push_back(subject_of_row_[row]);
}

AttackFaces FaceKeeper::take_faces() {
  AttackFaces faces = std::move(faces_);
  const auto n = static_cast<int64_t>(faces.size());
  faces.labels = torch::tensor(labels_, torch::kInt64);
  for (torch::Tensor& chips : faces.chips) {
    if (chips.defined()) chips = chips.narrow(0, 0, n);
  }
  if (n == 0) return faces;
  for (std::size_t i = 0; i < scores_.size(); ++i) faces.scores[i].rows = stacked(scores_[i]);
  for (std::size_t i = 0; i < embeddings_.size(); ++i) {
    faces.embeddings[i].rows = stacked(embeddings_[i]);
  }
  return faces;
}

}  // namespace antifaz
