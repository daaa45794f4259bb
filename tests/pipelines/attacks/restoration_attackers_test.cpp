#include <gmock/gmock.h>

#include "tests/support/planted_faces.hpp"

namespace antifaz {
namespace {

/// P(male) is how bright the middle of the chip is.
class MiddleClassifier : public GenderClassifier {
 public:
  std::string name() const override { return "middle"; }
  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    std::vector<double> answers;
    for (const FaceView& face : faces) {
      answers.push_back(cv::mean(face.bgr(cv::Rect(8, 8, 16, 16)))[1] / 255);
    }
    return answers;
  }
};

class RestorationAttackersTest : public ::testing::Test {
 protected:
  RestorationAttackersTest() { testing::plant(faces_, kOriginalVersion, 60); }

  double attacked() {
    const auto attackers = make_restoration_attackers({}, {&classifier_}, {true});
    EXPECT_EQ(attackers.at(0)->description().kind, "restored");
    EXPECT_TRUE(attackers.at(0)->description().in_the_loop);
    EXPECT_GT(testing::attacked(*attackers[0], faces_, kOriginalVersion), 0.99);
    return testing::attacked(*attackers[0], faces_, kProtectedVersion);
  }

  MiddleClassifier classifier_;
  AttackFaces faces_ = testing::planted_faces(45);
};

TEST_F(RestorationAttackersTest, UndoesAChangeThatCanBeUndone) {
  // Men are made darker where they were brighter: the classifier as it is gets them all wrong.
  faces_.chips[kProtectedVersion] = 200 - faces_.chips[kOriginalVersion];
  EXPECT_GT(attacked(), 0.9);
}

TEST_F(RestorationAttackersTest, CannotRestoreWhatIsGone) { EXPECT_NEAR(attacked(), 0.5, 0.3); }

}  // namespace
}  // namespace antifaz
