#pragma once

#include <cstdint>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>

#include "models/judges/embedding_net.hpp"
#include "pipelines/autoencoders/face_judges.hpp"
#include "pipelines/observer.hpp"

namespace antifaz {

/// Squared Frechet distance of the Gaussians that fit two sets of rows [N, d] and [M, d] (at least
/// two each): |m - n|^2 + tr(S + T - 2 (S T)^(1/2)) of their means and covariances (Dowson & Landau
/// 1982; of a network's features: Heusel et al. 2017). 0 of equal sets; of two samples of one
/// distribution above 0, the more so the fewer rows there are.
double frechet_distance(const torch::Tensor& left, const torch::Tensor& right);

/// How far drawn faces are from those of a training: the Frechet distance of a face matcher's
/// embeddings, at length 1, of as many drawn images as real ones, `FaceJudges::images` each. All
/// images are shown to the matcher through one frame, where the real ones have their faces on
/// average: one that looks like no face counts for what it is.
class FaceGauge {
 public:
  /// For drawn images of the training's examples `real` [N, ...], bytes or floating point. None,
  /// and the observer hears why, where these are no images of faces (the detector is sure of one in
  /// fewer than nine of ten), too few, or a judge is not there.
  static std::unique_ptr<FaceGauge> of(const FaceJudges& judges, const torch::Tensor& real,
                                       Observer& observer);

  /// Of `images()` images [N, C, H, W] in [0, 1] (clamped).
  double distance(const torch::Tensor& drawn);
  std::int64_t images() const { return real_.size(0); }
  /// What as many other real images come to, which no drawn ones can be expected to undercut; none
  /// where there are not so many.
  std::optional<double> floor() const { return floor_; }

 private:
  FaceGauge(std::shared_ptr<EmbeddingNet> matcher, const cv::Matx23d& frame);
  torch::Tensor embeddings(const torch::Tensor& images);

  std::shared_ptr<EmbeddingNet> matcher_;
  cv::Matx23d frame_;  ///< from an image to the matcher's chip
  torch::Tensor real_;
  std::optional<double> floor_;
};

}  // namespace antifaz
