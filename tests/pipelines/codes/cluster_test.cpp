#include "pipelines/codes/cluster.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/codes/labelled_codes.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// 60 codes around three corners: 30, 20 and 10 of them.
LabelledCodes corners() {
  torch::manual_seed(5);
  LabelledCodes codes;
  codes.classes = {"a", "b", "c"};
  std::vector<torch::Tensor> rows;
  for (int i = 0; i < 60; ++i) {
    const int label = i % 6 < 3 ? 2 : i % 6 < 5 ? 0 : 1;
    codes.labels.push_back(label);
    codes.names.push_back(std::to_string(i));
    codes.subject.push_back(static_cast<std::uint32_t>(i));
    rows.push_back(torch::randn({4}) +
                   torch::tensor({label == 1 ? 20.F : 0.F, label == 2 ? 20.F : 0.F, 0.F, 0.F}));
  }
  codes.codes = torch::stack(rows);
  return codes;
}

TEST(Cluster, FindsWhatIsApart) {
  const LabelledCodes codes = corners();
  const Clusters clusters = cluster_codes(codes.codes, 3, 1);
  EXPECT_THAT(clusters.sizes, ElementsAre(30U, 20U, 10U));
  EXPECT_DOUBLE_EQ(cluster_agreement(codes, clusters).value, 1);
  EXPECT_DOUBLE_EQ(cluster_agreement(codes, clusters).low, 1);
  double squares = 0;
  for (int label = 0; label < 3; ++label) {
    const torch::Tensor group =
        codes.codes.index({torch::tensor(codes.labels, torch::kInt64).eq(label)});
    squares += (group - group.mean(0)).square().sum().item<double>();
  }
  EXPECT_NEAR(clusters.compactness, squares / 60, 1e-4);
  EXPECT_THAT(
      label_counts(codes, clusters),
      ElementsAre(ElementsAre(0U, 0U, 30U), ElementsAre(20U, 0U, 0U), ElementsAre(0U, 10U, 0U)));
}

TEST(Cluster, ClustersOfNoiseAgreeWithNothing) {
  LabelledCodes codes = corners();
  codes.codes = torch::randn({60, 4});
  const Figure agreement = cluster_agreement(codes, cluster_codes(codes.codes, 3, 1));
  EXPECT_LT(agreement.high, 0.4);
  EXPECT_GT(agreement.high, agreement.value);
  EXPECT_LT(agreement.low, agreement.value);
  EXPECT_ERROR(cluster_codes(codes.codes, 61, 1), HasSubstr("too few for 61 clusters"));
}

TEST(Cluster, OutputIsAskedFirst) {
  Observer silent;
  EXPECT_ERROR(cluster_codes({{"no-codes"}, 3, 1, "no/folder.csv"}, silent),
               HasSubstr("no/folder.csv"));
}

}  // namespace
}  // namespace antifaz
