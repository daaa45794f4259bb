#include "pipelines/anonymize/network_protector.hpp"

#include <gmock/gmock.h>

#include "models/semi_adversarial/prototypes.hpp"
#include "models/semi_adversarial/san2018.hpp"
#include "src/core/sha256.hpp"
#include "src/face/alignment.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Lines : Observer {
  void message(const std::string& line) override { lines.push_back(line); }
  std::vector<std::string> lines;
};

class NetworkProtectorTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { networks_ = new testing::SampleNetworks; }
  static void TearDownTestSuite() { delete networks_; }

  NetworkProtectorTest() {
    choice_.generator = networks_->generator;
    choice_.classifier = networks_->classifier;
  }

  /// The change of one noisy face.
  cv::Mat change() {
    cv::Mat chip(kChipSize, kChipSize, CV_8UC3);
    cv::theRNG().state = 5;
    cv::randu(chip, 60, 190);
    return make_protector(choice_, {}, observer_)->changes({{chip, Target::kMale, {}}}).at(0);
  }

  static testing::SampleNetworks* networks_;
  testing::TempFolder temp_;
  ProtectorChoice choice_;
  Lines observer_;
};

testing::SampleNetworks* NetworkProtectorTest::networks_ = nullptr;

TEST_F(NetworkProtectorTest, ChangesAChipInEightBitUnits) {
  const cv::Mat one = change();
  EXPECT_EQ(one.size(), cv::Size(kChipSize, kChipSize));
  EXPECT_EQ(one.type(), CV_32FC3);
  EXPECT_GT(cv::norm(one, cv::NORM_INF), 1);
  EXPECT_THAT(observer_.lines, IsEmpty());
}

TEST_F(NetworkProtectorTest, RefinesAgainstTheClassifiersThatTheCardNames) {
  const cv::Mat alone = change();
  choice_.refinement = {2, {}, {networks_->classifier}};
  EXPECT_EQ(cv::norm(change(), alone, cv::NORM_INF), 0);
  EXPECT_THAT(observer_.lines, ElementsAre(HasSubstr("its changes are not refined")));

  Generator named = load_generator(networks_->generator);
  choice_.generator = temp_ / "named.safetensors";
  save_generator(named, {{"in_loop_classifiers", "x " + sha256_of(networks_->classifier)}},
                 choice_.generator);
  EXPECT_GT(cv::norm(change(), alone, cv::NORM_INF), 1);
  EXPECT_EQ(observer_.lines.size(), 1u);
}

TEST_F(NetworkProtectorTest, RefinesAgainstTheClassifiersGivenWhateverTheCardSays) {
  const cv::Mat alone = change();
  choice_.refinement = {2, {networks_->classifier}, {}};
  EXPECT_GT(cv::norm(change(), alone, cv::NORM_INF), 1);
  EXPECT_THAT(observer_.lines, IsEmpty());
}

TEST_F(NetworkProtectorTest, TheNetworkOf2018IsToldByItsCardAndNeverRefined) {
  torch::manual_seed(1);
  choice_.generator = temp_ / "2018.safetensors";
  save_san2018(San2018(), kPublishedFrame, {}, choice_.generator);
  choice_.prototypes = temp_ / "prototypes.safetensors";
  save_prototypes(torch::rand({3, 3, kChipSize, kChipSize}), {}, choice_.prototypes);
  choice_.refinement = {2, {networks_->classifier}, {}};
  EXPECT_GT(cv::norm(change(), cv::NORM_INF), 1);
  EXPECT_THAT(observer_.lines, ElementsAre(HasSubstr("network of 2018")));
}

TEST_F(NetworkProtectorTest, RefusesOtherWeights) {
  choice_.generator = networks_->classifier;
  EXPECT_ERROR(change(), HasSubstr("gender.safetensors: holds weights of"));
  choice_.generator = "no such file";
  EXPECT_ERROR(change(), HasSubstr("no such weights file"));
}

}  // namespace
}  // namespace antifaz
