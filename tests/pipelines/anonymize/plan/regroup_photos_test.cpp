// Runs that go on, and photographs that are added, where photographs are grouped.

#include <gmock/gmock.h>

#include "pipelines/anonymize/plan/group_photos.hpp"
#include "tests/pipelines/anonymize/plan/group_photos_fixture.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

using RegroupPhotosTest = testing::GroupPhotosFixture;

constexpr int kPhotographs = 12;

TEST_F(RegroupPhotosTest, ARunThatGoesOnDrawsAsOneThatNeverStopped) {
  for (int i = 0; i < kPhotographs; ++i) photo(named(i), {true}, 100 + 10 * (i % 5));
  options_.batch = 2;
  for (const GroupBy by : {GroupBy::kNamePrefix, GroupBy::kMatch}) {
    fs::remove_all(options_.output);
    grouped(by);
    const auto uninterrupted = files();
    fs::remove_all(options_.output);
    testing::MeddlingProtector killer;
    killer.at = 3;
    killer.meddle = [] { throw testing::Killed(); };
    EXPECT_THROW(anonymize(plan_anonymize(options_), options_,
                           {detector_, killer, nullptr, {}, nullptr, &matcher_}, messages_),
                 testing::Killed);
    EXPECT_EQ(grouped(by).before(), 6u);
    EXPECT_THAT(messages_.lines, Contains(HasSubstr("drawn once only with the same seed")));
    EXPECT_TRUE(files() == uninterrupted);
    EXPECT_EQ(grouped(by).before(), std::size_t{kPhotographs});
    EXPECT_EQ(protector_.calls, 0);
  }
}

/// The first photograph that shows somebody names them: where an earlier one joins, all of theirs
/// are done again, and nobody else's.
TEST_F(RegroupPhotosTest, PhotographsThatChangeWhoIsWhoAreNotAddedInSilence) {
  for (int i = 1; i < kPhotographs; ++i) photo(named(i), {true}, 100 + 10 * (i % 3));
  grouped(GroupBy::kMatch);
  photo(named(kPhotographs), {true}, 100);
  EXPECT_EQ(grouped(GroupBy::kMatch).before(), std::size_t{kPhotographs} - 1);  // it names nobody
  photo(named(0), {true}, 110);
  const auto report = grouped(GroupBy::kMatch);
  EXPECT_EQ(report.before(), 8u);  // 1, 4, 7 and 10 showed the same person
  EXPECT_THAT(messages_.lines, Contains(AllOf(HasSubstr("4 photographs in the output folder"),
                                              HasSubstr(named(4)), Not(HasSubstr(named(2))))));
  const auto continued = files();
  fs::remove_all(options_.output);
  grouped(GroupBy::kMatch);
  EXPECT_TRUE(files() == continued);
}

TEST_F(RegroupPhotosTest, AnotherWayToKnowWhoIsWhoDoesAllAgain) {
  for (int i = 0; i < 4; ++i) photo(named(i));
  grouped(GroupBy::kNone);
  EXPECT_EQ(grouped(GroupBy::kNamePrefix).before(), 0u);
  EXPECT_THAT(messages_.lines, Contains(HasSubstr("other settings")));
  EXPECT_EQ(grouped(GroupBy::kMatch).before(), 0u);
  EXPECT_EQ(grouped(GroupBy::kMatch).before(), 4u);
}

TEST_F(RegroupPhotosTest, ALedgerTellsNoNamesOfPeople) {
  photo("ana.png");
  grouped(GroupBy::kMatch);
  const auto entries = ledger();
  ASSERT_EQ(entries.at(0).faces.size(), 1u);
  EXPECT_THAT(entries[0].faces[0].person, ::testing::MatchesRegex("[0-9a-f]{16}"));
}

}  // namespace
}  // namespace antifaz
