// Compares all images of an invented data set with each other, as `antifaz evaluate --all-pairs`
// does for each matcher: about a million non-mated pairs a kind of comparison, with intervals over
// people. Prints time and peak memory; fails above 1 GiB.
//
//   build/release/bench/all_pairs_bench [PEOPLE [IMAGES_EACH]]

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <opencv2/core.hpp>

#include "pipelines/evaluate/embedding_comparisons.hpp"

namespace {

using namespace antifaz;

class CosineMatcher : public FaceMatcher {
 public:
  std::string name() const override { return "cosine"; }
  cv::Mat embed(const std::vector<FaceView>&) override { return {}; }
  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return left.dot(right);
  }
};

std::optional<FaceScores> random_face(cv::RNG& random) {
  cv::Mat row(1, 128, CV_32F);
  random.fill(row, cv::RNG::NORMAL, 0, 1);
  cv::normalize(row, row);
  return FaceScores{{}, {row}};
}

}  // namespace

int main(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  const int persons = argc > 1 ? std::atoi(argv[1]) : 2000;
  const int images = argc > 2 ? std::atoi(argv[2]) : 2;
  Manifest manifest;
  manifest.extra_columns = {"age"};
  Collected collected;
  cv::RNG random(1);
  for (int i = 0; i < persons * images; ++i) {
    ManifestRow row;
    row.path = std::to_string(i);
    row.subject = std::to_string(i / images);
    row.gender = i / images % 2 ? Gender::kMale : Gender::kFemale;
    row.extra["age"] = std::to_string(20 + i / images % 50);
    manifest.rows.push_back(row);
    collected.originals.push_back(random_face(random));
    collected.protecteds.push_back(random_face(random));
  }
  const Subjects subjects = subjects_of(manifest);
  const Trials trials = all_trials(subjects, 1);
  const MatchResult result =
      compare_matches(compare_embeddings(CosineMatcher(), 0, collected, trials.trials), subjects,
                      {subjects.count, 400, 1});

  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double mebibytes = static_cast<double>(usage.ru_maxrss) / 1024;
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const MatchFigures& figures = result.kinds[kOriginalOriginal];
  std::printf("%zu of %zu non-mated and %zu mated pairs, 3 kinds, %zu groups: %.1f s, %.0f MiB\n",
              trials.non_mated, trials.non_mated_possible, trials.mated, result.groups.size(),
              seconds, mebibytes);
  std::printf("EER %.3f [%.3f, %.3f] (nothing tells them apart)\n", figures.eer.value,
              figures.eer.low, figures.eer.high);
  return mebibytes < 1024 ? 0 : 1;
}
