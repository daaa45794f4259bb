#include "src/core/two_class_scores.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace antifaz {
namespace {

using ::testing::ElementsAre;

// Every score of its own subject, the positives' first.
TwoClassScores scores_of(const std::vector<double>& positive, const std::vector<double>& negative) {
  TwoClassScores scores;
  std::uint32_t subject = 0;
  for (double score : positive) scores.add_positive(score, subject++);
  for (double score : negative) scores.add_negative(score, subject++);
  scores.finish();
  return scores;
}

class TwoClassGoldenTest : public ::testing::Test {
 protected:
  TwoClassGoldenTest() {
    std::ifstream(ANTIFAZ_SOURCE_DIR "/tests/core/golden/two_class_scores.json") >> golden_;
    scores_ = scores_of(golden_["positive"], golden_["negative"]);
  }
  void expect_equal(const nlohmann::json& expected) {
    EXPECT_NEAR(scores_.auc(), expected["auc"], 1e-12);
    EXPECT_NEAR(scores_.balanced_accuracy(0.5), expected["balanced_accuracy"], 1e-12);
    EXPECT_NEAR(scores_.equal_error_rate(), expected["eer"], 1e-10);
    EXPECT_NEAR(scores_.d_prime(), expected["d_prime"], 1e-10);
    for (std::size_t i = 0; i < golden_["rates"].size(); ++i) {
      EXPECT_NEAR(scores_.tmr(scores_.threshold_at_fmr(golden_["rates"][i])), expected["tmr"][i],
                  1e-12);
    }
  }
  nlohmann::json golden_;
  TwoClassScores scores_;
};

TEST_F(TwoClassGoldenTest, AgreesWithScikitLearn) { expect_equal(golden_["once"]); }

TEST_F(TwoClassGoldenTest, AgreesWithScikitLearnsSampleWeights) {
  Multiplicities times = golden_["times_positive"];
  for (std::uint32_t t : golden_["times_negative"]) times.push_back(t);
  scores_.weigh(times);
  expect_equal(golden_["weighed"]);
}

TEST_F(TwoClassGoldenTest, BootstrapsTheIntervalOfSciPy) {
  const SubjectBootstrap bootstrap(scores_.positives() + scores_.negatives(), 3000, 1);
  const Figure auc = bootstrap.estimate([&](const Multiplicities& times) {
    scores_.weigh(times);
    return std::vector<double>{scores_.auc()};
  })[0];
  EXPECT_DOUBLE_EQ(auc.value, golden_["once"]["auc"]);
  EXPECT_NEAR(auc.low, golden_["auc_interval"][0], 0.004);
  EXPECT_NEAR(auc.high, golden_["auc_interval"][1], 0.004);
}

TEST(TwoClassScoresTest, WorkedByHand) {
  const TwoClassScores scores = scores_of({0.9, 0.6, 0.4}, {0.5, 0.3, 0.2, 0.1});
  EXPECT_DOUBLE_EQ(scores.auc(), 11.0 / 12);
  EXPECT_DOUBLE_EQ(scores.fmr(0.3), 0.5);  // on the threshold matches
  EXPECT_DOUBLE_EQ(scores.tmr(0.5), 2.0 / 3);
  EXPECT_DOUBLE_EQ(scores.balanced_accuracy(0.5), (2.0 / 3 + 0.75) / 2);
  // One of four may match at 25 %: anything above 0.3 will do.
  EXPECT_EQ(scores.threshold_at_fmr(0.25), std::nextafter(0.3, 1.0));
  EXPECT_EQ(scores.threshold_at_fmr(0.24), std::nextafter(0.5, 1.0));
  // Past 0.3: FMR 1/4, FNMR 0. Past 0.4: FMR 1/4, FNMR 1/3. They meet at FMR 1/4.
  EXPECT_DOUBLE_EQ(scores.equal_error_rate(), 0.25);
  EXPECT_THAT(scores.negative_histogram({0, 0.25, 0.5, 1}), ElementsAre(2, 1, 1));
}

TEST(TwoClassScoresTest, FailuresToAcquireAreFalseNonMatches) {
  TwoClassScores scores;
  scores.add_positive(3, 0);
  scores.add_failure(1);
  scores.add_negative(1, 0, 1);
  scores.add_negative(2, 1, 2);
  scores.finish();
  EXPECT_EQ(scores.tmr(2.5), 0.5);
  EXPECT_EQ(scores.auc(), 0.5);
  // FNMR is 1/2 from the start; past 1 FMR is 1/2 as well.
  EXPECT_EQ(scores.equal_error_rate(), 0.5);
  EXPECT_EQ(scores.curve(9).front().fnmr, 0.5);
  EXPECT_EQ(scores.curve(9).back().fnmr, 1);
}

TEST(TwoClassScoresTest, AComparisonCountsTheProductOfItsSubjects) {
  TwoClassScores scores;
  scores.add_positive(0, 0);
  scores.add_negative(1, 0, 1);
  scores.add_negative(2, 1, 2);
  scores.finish();
  scores.weigh({3, 2, 1});  // 6 times the first, 2 times the second
  EXPECT_DOUBLE_EQ(scores.fmr(1.5), 0.25);
  scores.weigh({0, 2, 1});
  EXPECT_DOUBLE_EQ(scores.fmr(1.5), 1);
  EXPECT_TRUE(std::isnan(scores.tmr(0)));
}

TEST(TwoClassScoresTest, DPrimeByHandFarFromZero) {
  // Means 1e6 + 3 and 1e6, variances 1 and 1.
  const TwoClassScores scores = scores_of({1e6 + 2, 1e6 + 4}, {1e6 - 1, 1e6 + 1});
  EXPECT_NEAR(scores.d_prime(), 3, 1e-9);
  EXPECT_TRUE(std::isnan(scores_of({1, 1}, {2}).d_prime()));
}

TEST(TwoClassScoresTest, AnEmptyClassHasNoRates) {
  const TwoClassScores scores = scores_of({}, {1});
  EXPECT_TRUE(std::isnan(scores.auc()));
  EXPECT_TRUE(std::isnan(scores.equal_error_rate()));
  EXPECT_TRUE(std::isnan(scores.tmr(0)));
  EXPECT_TRUE(std::isnan(scores_of({1}, {}).threshold_at_fmr(0.1)));
  EXPECT_TRUE(scores.curve(10).empty());
}

TEST(TwoClassScoresTest, ALongCurveIsThinnedBetweenItsEnds) {
  std::vector<double> positive, negative;
  for (int i = 0; i < 5000; ++i) {
    negative.push_back(i);
    positive.push_back(i + 1500.5);
  }
  const auto curve = scores_of(positive, negative).curve(200);
  ASSERT_LE(curve.size(), 200u);
  EXPECT_GT(curve.size(), 150u);
  EXPECT_EQ(curve.front().fmr, 1);
  EXPECT_EQ(curve.back().fnmr, 1);
  EXPECT_TRUE(std::is_sorted(curve.begin(), curve.end(), [](const auto& left, const auto& right) {
    return left.fmr > right.fmr || (left.fmr == right.fmr && left.fnmr < right.fnmr);
  }));
  EXPECT_GT(std::count_if(curve.begin(), curve.end(),
                          [](const ErrorRates& rates) { return rates.fmr < 0.01; }),
            10);
}

TEST(SubjectBootstrapTest, DependentScoresWidenTheInterval) {
  // 20 subjects, each with 50 equal scores: as uncertain as 20 scores, not as 1,000.
  const auto width = [](std::uint32_t images) {
    const SubjectBootstrap bootstrap(20, 500, 3);
    const Figure figure = bootstrap.estimate([&](const Multiplicities& times) {
      double sum = 0, all = 0;
      for (std::uint32_t s = 0; s < 20; ++s) {
        sum += times[s] * images * (s % 2);
        all += times[s] * images;
      }
      return std::vector<double>{sum / all};
    })[0];
    EXPECT_DOUBLE_EQ(figure.value, 0.5);
    return figure.high - figure.low;
  };
  EXPECT_NEAR(width(1), 2 * 1.96 * std::sqrt(0.25 / 20), 0.1);
  EXPECT_DOUBLE_EQ(width(1), width(50));
}

TEST(SubjectBootstrapTest, WithoutEnoughReplicatesThereIsNoInterval) {
  // Only where all three were drawn once, in 6 of 27 replicates, has the first a value.
  const Statistics statistics = [](const Multiplicities& times) {
    const bool all = times == Multiplicities{1, 1, 1};
    return std::vector<double>{all ? 0.5 : std::nan(""), 1};
  };
  const auto figures = SubjectBootstrap(3, 100, 1).estimate(statistics);
  EXPECT_EQ(figures[0].value, 0.5);
  EXPECT_TRUE(std::isnan(figures[0].low));
  EXPECT_EQ(figures[1].low, 1);
  EXPECT_TRUE(std::isnan(SubjectBootstrap(3, 0, 1).estimate(statistics)[1].low));
}

}  // namespace
}  // namespace antifaz
