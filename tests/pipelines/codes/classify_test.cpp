#include "pipelines/codes/classify.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <opencv2/imgproc.hpp>

#include "models/codes/classifiers.hpp"
#include "models/codes/labelled_codes.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/shared_data.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// Points around the corners of a triangle, one corner a label, and `noise` further numbers.
LabelledCodes triangle(std::int64_t n, std::int64_t noise) {
  torch::manual_seed(3);
  LabelledCodes codes;
  codes.classes = {"a", "b", "c"};
  const torch::Tensor corners = torch::tensor({{0.F, 0.F}, {9.F, 0.F}, {0.F, 9.F}});
  const torch::Tensor labels = torch::randint(3, {n}, torch::kInt64);
  codes.codes = torch::cat(
      {corners.index_select(0, labels) + torch::randn({n, 2}), torch::randn({n, noise})}, 1);
  for (std::int64_t i = 0; i < n; ++i) {
    codes.labels.push_back(labels[i].item<int>());
    codes.names.push_back(std::to_string(i));
    codes.subject.push_back(static_cast<std::uint32_t>(i));
  }
  return codes;
}

TEST(Classify, ReportsEveryClassifierOnEveryFeatureSet) {
  const LabelledCodes codes = triangle(200, 4);
  torch::manual_seed(1);
  const std::vector<FeatureSet> features = {{"codes", codes.codes, 0},
                                            {"two components", codes.codes, 2},
                                            {"noise", torch::randn({200, 3}), 0}};
  Observer silent;
  const ClassifyReport report = classify_codes(codes, features, {}, silent);
  EXPECT_EQ(report.train + report.test, 200U);
  EXPECT_NEAR(static_cast<double>(report.train), 140, 20);
  ASSERT_EQ(report.results.size(), 3 * classifier_families().size());
  for (const ClassifierResult& result : report.results) {
    const Figure& accuracy = result.accuracy;
    EXPECT_LE(accuracy.low, accuracy.value);
    EXPECT_GE(accuracy.high, accuracy.value);
    if (result.features == "noise") {
      EXPECT_LT(accuracy.value, 0.6) << result.classifier;
    } else {
      EXPECT_GT(accuracy.value, 0.95) << result.features << " " << result.classifier;
    }
  }
  EXPECT_EQ(report.results[0].numbers, 6);
  EXPECT_EQ(report.results[4].numbers, 2);
}

TEST(Classify, APersonIsNeverInBothParts) {
  // Labels are a person's and codes name the person, so only who was seen before can be told.
  LabelledCodes codes = triangle(300, 0);
  torch::manual_seed(4);
  const torch::Tensor person_codes = 100 * torch::randn({30, 2});
  const torch::Tensor person_labels = torch::randint(2, {30}, torch::kInt64);
  codes.classes = {"a", "b"};
  for (int i = 0; i < 300; ++i) {
    codes.subject[i] = i % 30;
    codes.labels[i] = person_labels[i % 30].item<int>();
    codes.codes[i] = person_codes[i % 30];
  }
  Observer silent;
  const ClassifyReport report = classify_codes(codes, {{"codes", codes.codes, 0}}, {}, silent);
  for (const ClassifierResult& result : report.results) {
    EXPECT_LT(result.accuracy.value, 0.95) << result.classifier;
    EXPECT_GT(result.accuracy.high - result.accuracy.low, 0.2) << "interval over 9 or so people";
  }
}

TEST(Classify, NeedsEnoughOfEveryLabel) {
  LabelledCodes codes = triangle(60, 0);
  Observer silent;
  ClassifyOptions options;
  options.train_share = 1e-9;
  EXPECT_ERROR(classify_codes(codes, {{"codes", codes.codes, 0}}, options, silent),
               HasSubstr("one part of the split is empty"));
  codes.classes.push_back("rare");
  EXPECT_ERROR(classify_codes(codes, {{"codes", codes.codes, 0}}, {}, silent),
               HasSubstr("too few examples are labelled 'rare'"));
}

TEST(Classify, TellsMenFromWomenByPixelsOfRealFaces) {
  ANTIFAZ_REQUIRE_SHARED("data/utkface/manifest.csv");
  Manifest manifest = read_manifest(shared_path("data/utkface"));
  Manifest some{manifest.folder, manifest.extra_columns, {}};
  for (std::size_t i = 0; i < manifest.rows.size(); i += 39) some.rows.push_back(manifest.rows[i]);
  std::vector<std::string> names;
  std::vector<torch::Tensor> pixels;
  for (const ManifestRow& row : some.rows) {
    names.push_back(row.path.generic_string());
    const cv::Mat photo = to_bgr8(std::get<cv::Mat>(read_pixels(some.file(row))));
    cv::Mat small;
    cv::resize(photo, small, {12, 12}, 0, 0, cv::INTER_AREA);
    pixels.push_back(
        torch::from_blob(small.data, {12 * 12 * 3}, torch::kUInt8).to(torch::kFloat32));
  }
  const LabelledCodes codes = with_labels(torch::stack(pixels), names, some, "gender");
  Observer silent;
  const ClassifyReport report =
      classify_codes(codes, {{"components", codes.codes, 20}}, {}, silent);
  for (const ClassifierResult& result : report.results) {
    EXPECT_GT(result.accuracy.value, report.most_common + 0.05) << result.classifier;
  }
}

TEST(Classify, StopsWhenAsked) {
  testing::Impatient impatient;
  const LabelledCodes codes = triangle(60, 0);
  EXPECT_THROW(classify_codes(codes, {{"codes", codes.codes, 0}}, {}, impatient), Stopped);
}

}  // namespace
}  // namespace antifaz
