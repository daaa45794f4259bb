#include "pipelines/train_san.hpp"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "models/semi_adversarial/student_net.hpp"
#include "tests/support/module_copies.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_faces.hpp"

namespace antifaz {
namespace {

using testing::all_equal;
using testing::copies;

TEST(TrainSan, OnlyTheGeneratorLearns) {
  torch::manual_seed(1);
  GenderNetOptions small;
  small.width = 4;
  small.size = 32;
  StudentNetOptions tiny;
  tiny.width = 8;
  GeneratorOptions narrow;
  narrow.width = 8;
  Generator generator(narrow);
  SanJudges judges{{GenderNet(small), GenderNet(small)},
                   {std::make_shared<StudentNet>(tiny)},
                   {GenderNet(small)}};
  const SanJudges watched = judges;  // shares the networks
  SanOptions options;
  options.batch = 4;
  SanObjective objective(generator, judges, testing::tiny_faces(12), testing::tiny_faces(8, 6),
                         options, torch::kCPU);
  const auto first = copies(*watched.classifiers[0]), second = copies(*watched.classifiers[1]);
  const auto matcher = copies(*watched.matchers[0]);
  const auto before = copies(*generator);

  const testing::TempFolder folder;
  TrainerOptions trainer;
  trainer.folder = folder.path() / "run";
  trainer.epochs = 2;
  Observer quiet;
  const TrainReport report = train(objective, trainer, quiet);

  EXPECT_TRUE(all_equal(first, copies(*watched.classifiers[0])));
  EXPECT_TRUE(all_equal(second, copies(*watched.classifiers[1])));
  EXPECT_TRUE(all_equal(matcher, copies(*watched.matchers[0])));
  const auto after = generator->named_parameters();
  std::size_t i = 0;
  for (const auto& item : after) {
    EXPECT_FALSE(torch::equal(item.value(), before[i++])) << item.key() << " did not move";
  }
  ASSERT_EQ(report.validation.size(), 9U);
  EXPECT_EQ(report.validation[0].first, "opposite_auc_0");
}

}  // namespace
}  // namespace antifaz
