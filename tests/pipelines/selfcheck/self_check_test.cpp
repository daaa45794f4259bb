#include "pipelines/selfcheck/self_check.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "tests/support/chip_judges.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

class SelfCheckTest : public ::testing::Test {
 protected:
  static cv::Mat chip(int level) {
    return cv::Mat(kChipSize, kChipSize, CV_8UC3, cv::Scalar::all(level));
  }
  /// A face of level 220 drawn towards `target`, with what was made of it.
  FaceToCheck face(int decoded, Target target = Target::kFemale) {
    FaceToCheck face;
    face.original = chip(220);
    face.meant = face.decoded = chip(decoded);
    face.promise = {target, Gender::kMale, 1};
    face.known = &known_;
    return face;
  }
  FaceVerdict verdict(const FaceToCheck& face) { return check_.verdicts({face}).at(0); }

  FaceToCheck::Known known_;
  testing::LevelMatcher matcher_;
  testing::LevelClassifier classifier_{200};  // says 2 of 220
  SelfCheck check_{{&matcher_, 0.5, &classifier_}};
};

TEST_F(SelfCheckTest, AFaceThatIsAsItShouldBeHasNoFault) {
  EXPECT_EQ(verdict(face(200)).fault, FaceFault::kNone);
  EXPECT_EQ(verdict(face(200)).why, "");
}

TEST_F(SelfCheckTest, AFaceThatStaysIsUnchangedWhateverHappensAroundIt) {
  EXPECT_EQ(verdict(face(220)).fault, FaceFault::kUnchanged);
  FaceToCheck rim = face(220);
  rim.meant = rim.decoded = chip(220);
  rim.decoded.rowRange(0, 8) = cv::Scalar::all(0);
  rim.meant = rim.decoded;
  EXPECT_EQ(verdict(rim).fault, FaceFault::kUnchanged);
}

TEST_F(SelfCheckTest, AChangeThatCodingTookBackIsNone) {
  FaceToCheck lost = face(200);
  lost.decoded = chip(212);
  const FaceVerdict found = verdict(lost);
  EXPECT_EQ(found.fault, FaceFault::kUnchanged);
  EXPECT_THAT(found.why, HasSubstr("40 % of it are left, needs 50"));
}

/// As coding's noise is: as strong as the change, and of no direction.
TEST_F(SelfCheckTest, NoiseIsNoChange) {
  FaceToCheck noisy = face(200);
  noisy.decoded = chip(220);
  for (int y = 0; y < kChipSize; ++y) {
    for (int x = 0; x < kChipSize; ++x) {
      noisy.decoded.at<cv::Vec3b>(y, x) = cv::Vec3b::all((x + y) % 2 ? 240 : 200);
    }
  }
  EXPECT_EQ(verdict(noisy).fault, FaceFault::kUnchanged);
}

TEST_F(SelfCheckTest, AFaceThatNoLongerMatchesIsToldWithFigures) {
  const FaceVerdict found = verdict(face(160));
  EXPECT_EQ(found.fault, FaceFault::kNoMatch);
  EXPECT_TRUE(found.too_strong);
  EXPECT_EQ(found.why, "no longer matches: 0.40, needs 0.50");
}

TEST_F(SelfCheckTest, AnAnswerThatDidNotMoveIsToldWithoutItsDirection) {
  const FaceVerdict found = verdict(face(214));
  EXPECT_EQ(found.fault, FaceFault::kAnswer);
  EXPECT_FALSE(found.too_strong);
  EXPECT_EQ(found.why,
            "the answer of 'level classifier' moved too little: 0.60, needs 1.00 (log odds)");
  EXPECT_EQ(verdict(face(240)).fault, FaceFault::kAnswer);  // the wrong way
}

TEST_F(SelfCheckTest, ASecretTargetsReasonHasNoFigures) {
  FaceToCheck secret = face(214), other = face(214, Target::kNeutral);
  secret.secret = other.secret = true;
  classifier_.even = 190;  // 3 of 220
  const std::string why = verdict(secret).why;
  EXPECT_EQ(why, "the answer of 'level classifier' is not where the mode draws it");
  EXPECT_EQ(verdict(other).why, why);
}

TEST_F(SelfCheckTest, FacesTooSmallForJudgesMustOnlyDiffer) {
  FaceToCheck tiny = face(100);
  tiny.judged = false;
  EXPECT_EQ(verdict(tiny).fault, FaceFault::kNone);
  EXPECT_EQ(matcher_.calls, 0);
  tiny.decoded = tiny.original;
  EXPECT_EQ(verdict(tiny).fault, FaceFault::kUnchanged);
  Landmarks points{{{10, 10}, {17.9f, 10}, {14, 14}, {11, 18}, {17, 18}}};
  EXPECT_FALSE(can_be_judged(points));
  points[1].x = 18;
  EXPECT_TRUE(can_be_judged(points));
}

TEST_F(SelfCheckTest, AskedAgainItRemembersTheOriginal) {
  verdict(face(200));
  EXPECT_EQ(matcher_.calls, 2);
  verdict(face(190));
  EXPECT_EQ(matcher_.calls, 3);
}

TEST_F(SelfCheckTest, AnswersThatAreNoNumbersAreFaults) {
  struct Broken : testing::LevelClassifier, testing::LevelMatcher {
    Broken() : LevelClassifier(0) {}
    std::string name() const override { return "broken"; }
    std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
      return std::vector<double>(faces.size(), std::numeric_limits<double>::quiet_NaN());
    }
    double similarity(const cv::Mat&, const cv::Mat&) const override {
      return std::numeric_limits<double>::quiet_NaN();
    }
  } broken;
  check_ = SelfCheck({nullptr, 0, &broken});
  EXPECT_THAT(verdict(face(200)).why, HasSubstr("is no probability"));
  known_ = {};
  check_ = SelfCheck({&broken, 0.5, nullptr});
  EXPECT_EQ(verdict(face(200)).fault, FaceFault::kNoMatch);
}

}  // namespace
}  // namespace antifaz
