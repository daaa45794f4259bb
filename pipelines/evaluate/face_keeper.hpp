#pragma once

#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluate/collect_scores.hpp"
#include "pipelines/gallery_face.hpp"

namespace antifaz {

/// What to keep of the faces that an evaluation looks at.
struct FaceKeeperOptions {
  bool attackable = true;   ///< scores and embeddings of labelled faces
  bool pixels = false;      ///< and their chips
  std::size_t gallery = 0;  ///< this many faces to show, evenly spread over the rows
};

/// Keeps, while an evaluation goes by, what attackers and the gallery need.
class FaceKeeper : public FaceListener {
 public:
  /// `manifest` must outlive this. The judges name what is kept.
  FaceKeeper(const FaceKeeperOptions& options, const Manifest& manifest,
             const std::vector<Judge<GenderClassifier>>& classifiers,
             const std::vector<Judge<FaceMatcher>>& matchers);

  void face(std::size_t row, bool changed, const FaceView& view, const FaceScores& scores) override;

  /// The labelled faces seen in both versions (of equal size where pixels are kept).
  AttackFaces take_faces();
  const std::vector<GalleryFace>& gallery() const { return gallery_; }

 private:
  void pair(std::size_t row, const FaceView& changed, const FaceScores& scores);
  void keep_chips(const cv::Mat& original, const cv::Mat& changed);
  void keep_scores(std::size_t row, const FaceScores& changed);

  FaceKeeperOptions options_;
  const Manifest& manifest_;
  std::vector<std::uint32_t> subject_of_row_;
  AttackFaces faces_;
  std::vector<int64_t> labels_;
  using Both = std::array<std::vector<at::Tensor>, 2>;
  std::vector<Both> scores_, embeddings_;  // one for each judge
  std::vector<GalleryFace> gallery_;
  std::size_t last_row_;  // whose original was seen last
  cv::Mat last_photo_;
  FaceScores last_scores_;
};

}  // namespace antifaz
