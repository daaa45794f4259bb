#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/run_ledger_fixture.hpp"

namespace antifaz::testing {

/// A face shows the person whose number is a tenth of its photograph's level; two of one person are
/// a little apart.
class PersonMatcher : public FaceMatcher {
 public:
  std::string name() const override { return "people"; }
  cv::Mat embed(const std::vector<FaceView>& faces) override {
    if (fails) throw std::runtime_error("no memory");
    cv::Mat rows = cv::Mat::zeros(static_cast<int>(faces.size()), 21, CV_32F);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      const int level = faces[i].bgr.at<cv::Vec3b>(0, 0)[0];
      rows.at<float>(static_cast<int>(i), level / 10) = 1;
      rows.at<float>(static_cast<int>(i), 20) = 0.01f * static_cast<float>(level % 10);
    }
    return rows;
  }
  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return left.dot(right);
  }
  bool fails = false;
};

/// Seen from outside: the change tells how a face was drawn.
class GroupPhotosFixture : public RunLedgerFixture {
 protected:
  GroupPhotosFixture() { options_.mode = Mode::kRandom; }

  FullReport grouped(GroupBy by) {
    options_.group_by = by;
    messages_.lines.clear();
    protector_.calls = 0;
    return FullReport(anonymize(plan_anonymize(options_), options_,
                                {detector_, protector_, classifier_, judges_, nullptr, &matcher_},
                                messages_));
  }
  static std::string named(int number) { return "p" + std::to_string(100 + number) + ".png"; }

  PersonMatcher matcher_;
};

}  // namespace antifaz::testing
