#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/chip_judges.hpp"

namespace antifaz::testing {

/// Adds as much as is asked, by the chip's background level, whatever the target.
struct AmountProtector : Protector {
  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    std::vector<cv::Mat> all;
    for (const FaceToChange& face : faces) {
      const int level = face.chip.at<cv::Vec3b>(0, 0)[0];
      const auto known = by_level.find(level);
      all.emplace_back(kChipSize, kChipSize, CV_32FC3,
                       cv::Scalar::all(known == by_level.end() ? amount : known->second));
    }
    return all;
  }
  double amount = -20;
  std::map<int, double> by_level;
};

/// Photographs whose label is male (level 100), in mode opposite: drawn towards female, downwards.
class TreatedFixture : public AnonymizeFixture {
 protected:
  TreatedFixture() {
    options_.mode = Mode::kOpposite;
    judges_ = {&matcher_, 0.5, &stranger_};
    classifier_ = &labeller_;
  }
  FullReport treat() {
    return FullReport(anonymize(plan_anonymize(options_), options_,
                                {detector_, amounts_, classifier_, judges_}, messages_));
  }
  /// Nothing of it is there, and why.
  std::string quarantined(const FullReport& report, const std::string& name) {
    EXPECT_FALSE(written(name));
    for (const Outcome& outcome : report.outcomes) {
      if (outcome.input.filename() != name) continue;
      EXPECT_EQ(outcome.kind, OutcomeKind::kQuarantined);
      EXPECT_TRUE(outcome.output.empty());
      return outcome.reason;
    }
    return "";
  }

  LevelMatcher matcher_;
  LevelClassifier stranger_{200};  // the faces are 2 in log odds
  FakeClassifier labeller_;
  AmountProtector amounts_;
};

}  // namespace antifaz::testing
