#include <gmock/gmock.h>

#include <string>

#include "tests/support/error_matcher.hpp"
#include "tests/support/run_ledger_fixture.hpp"
#include "tests/support/small_disk.hpp"

namespace antifaz {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class FullDisk : public testing::RunLedgerFixture {};

TEST_F(FullDisk, EndsTheRunInsteadOfFailingEachPhotograph) {
  const testing::SmallDisk disk(options_.output, 1'000'000);
  if (!disk.there()) GTEST_SKIP() << "only root may mount";
  for (int i = 10; i < 30; ++i) photo(std::to_string(i) + ".png");
  options_.batch = 1;
  messages_.on_progress = [&] {
    if (messages_.done == 2) disk.fill();
  };
  EXPECT_ERROR(run(), AnyOf(HasSubstr("nothing more can be written"),
                            HasSubstr("free some space and run it again")));
  EXPECT_LT(protector_.calls, 6);
  EXPECT_EQ(files().size(), 3u) << "two photographs and the filler, nothing temporary";

  disk.empty();
  messages_.on_progress = nullptr;
  const AnonymizeReport report = again();
  EXPECT_EQ(report.before(), 2u);
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 20u);
}

}  // namespace
}  // namespace antifaz
