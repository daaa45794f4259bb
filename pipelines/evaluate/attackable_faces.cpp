#include "pipelines/evaluate/attackable_faces.hpp"

#include <torch/types.h>

namespace antifaz {
namespace {

std::vector<std::size_t> labelled_in_both(const Collected& collected, const Manifest& manifest) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < manifest.rows.size(); ++row) {
    if (manifest.rows[row].gender && collected.originals[row] && collected.protecteds[row]) {
      rows.push_back(row);
    }
  }
  return rows;
}

torch::Tensor male_rows(const std::vector<std::optional<FaceScores>>& faces,
                        const std::vector<std::size_t>& rows, std::size_t judge) {
  std::vector<double> male;
  for (const std::size_t row : rows) male.push_back(faces[row]->male.at(judge));
  return torch::tensor(male, torch::kDouble);
}

torch::Tensor embedding_rows(const std::vector<std::optional<FaceScores>>& faces,
                             const std::vector<std::size_t>& rows, std::size_t judge) {
  if (rows.empty()) return {};
  const cv::Mat& any = faces[rows.front()]->embeddings.at(judge);
  torch::Tensor all = torch::empty({static_cast<int64_t>(rows.size()), any.cols}, torch::kFloat32);
  cv::Mat view(static_cast<int>(rows.size()), any.cols, CV_32F, all.data_ptr<float>());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    faces[rows[i]]->embeddings.at(judge).copyTo(view.row(static_cast<int>(i)));
  }
  return all;
}

}  // namespace

AttackFaces attackable_faces(const Collected& collected, const Manifest& manifest,
                             const Subjects& subjects, const Judges& judges) {
  AttackFaces faces;
  faces.chips = collected.kept.chips;
  const std::vector<std::size_t> rows = faces.chips[kOriginalVersion].defined()
                                            ? collected.kept.rows
                                            : labelled_in_both(collected, manifest);
  std::vector<int64_t> labels;
  for (const std::size_t row : rows) {
    labels.push_back(static_cast<int64_t>(*manifest.rows[row].gender));
    faces.subjects.push_back(subjects.of_row[row]);
  }
  faces.labels = torch::tensor(labels, torch::kInt64);
  const auto both = [&](const auto& rows_of, std::size_t judge) {
    return BothVersions{rows_of(collected.originals, rows, judge),
                        rows_of(collected.protecteds, rows, judge)};
  };
  for (std::size_t i = 0; i < judges.classifiers.size(); ++i) {
    const auto& judge = judges.classifiers[i];
    faces.scores.push_back({judge.box->name(), judge.in_the_loop, both(male_rows, i)});
  }
  for (std::size_t i = 0; i < judges.matchers.size(); ++i) {
    const auto& judge = judges.matchers[i];
    faces.embeddings.push_back({judge.box->name(), judge.in_the_loop, both(embedding_rows, i)});
  }
  return faces;
}

}  // namespace antifaz
