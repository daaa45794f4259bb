#include "pipelines/anonymize/plan/group_photos.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/pipelines/anonymize/plan/group_photos_fixture.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

using GroupPhotosTest = testing::GroupPhotosFixture;

constexpr int kPeople = 12, kEach = 3;

/// Of each group one change; of all both.
void expect_a_coin_a_group(const std::map<std::string, std::vector<int>>& changes) {
  std::set<int> all;
  for (const auto& [group, some] : changes) {
    EXPECT_THAT(some, ::testing::Each(some.front())) << group;
    all.insert(some.front());
  }
  EXPECT_THAT(all, ::testing::ElementsAre(-30, 30));
}

TEST_F(GroupPhotosTest, AFolderDrawsOnceAndTheTopAPhotograph) {
  std::vector<std::string> top;
  for (int i = 0; i < kPeople; ++i) {
    top.push_back(named(i));
    photo(top.back());
    for (int k = 0; k < kEach; ++k) photo("s" + std::to_string(i) + "/" + named(k));
  }
  const auto report = grouped(GroupBy::kFolder);
  std::map<std::string, std::vector<int>> changes;
  std::set<int> alone;
  for (int i = 0; i < kPeople; ++i) {
    const std::string folder = "s" + std::to_string(i);
    for (int k = 0; k < kEach; ++k) changes[folder].push_back(change(folder + "/" + named(k)));
    alone.insert(change(top[static_cast<std::size_t>(i)]));
  }
  expect_a_coin_a_group(changes);
  EXPECT_EQ(alone.size(), 2u);
  EXPECT_EQ(report.grouping.by, GroupBy::kFolder);
  EXPECT_EQ(report.grouping.groups, std::size_t{kPeople});
  EXPECT_EQ(report.grouping.members, std::size_t{kPeople * kEach});
  EXPECT_EQ(report.grouping.several, std::size_t{kPeople});
  EXPECT_EQ(report.grouping.largest, std::size_t{kEach});
}

TEST_F(GroupPhotosTest, ANamePrefixDrawsOnceAndOthersInThePhotographByThemselves) {
  for (int i = 0; i < kPeople; ++i) {
    for (int k = 0; k < kEach; ++k) {
      photo("Ana " + std::string(1, static_cast<char>('a' + i)) + "_" + std::to_string(k) + ".png",
            {true, true, true});
    }
  }
  grouped(GroupBy::kNamePrefix);
  std::map<std::string, std::vector<int>> main;
  bool aside_differ = false;
  for (int i = 0; i < kPeople; ++i) {
    const std::string who = "Ana " + std::string(1, static_cast<char>('a' + i));
    for (int k = 0; k < kEach; ++k) {
      main[who].push_back(change(who + "_" + std::to_string(k) + ".png", 1));
      aside_differ = aside_differ ||
                     change(who + "_" + std::to_string(k) + ".png", 0) != change(who + "_0.png", 0);
    }
  }
  expect_a_coin_a_group(main);
  EXPECT_TRUE(aside_differ);
}

/// Two inputs are two folders of the output.
TEST_F(GroupPhotosTest, FoldersOfSeveralInputsAreTheirOwn) {
  for (const char* input : {"ana", "bob"}) {
    for (int k = 0; k < kEach; ++k) photo(std::string(input) + "/x_" + std::to_string(k) + ".png");
  }
  options_.inputs = {temp_.path() / "in/ana", temp_.path() / "in/bob"};
  for (const GroupBy by : {GroupBy::kFolder, GroupBy::kNamePrefix}) {
    const auto report = grouped(by);
    EXPECT_EQ(report.grouping.groups, 2u);
    EXPECT_EQ(report.grouping.members, std::size_t{2 * kEach});
    EXPECT_EQ(change("ana/x_0.png"), change("ana/x_2.png"));
  }
}

TEST_F(GroupPhotosTest, FacesThatMatchDrawOnceAlsoBesideOthers) {
  for (int i = 0; i < kPeople * kEach; ++i) {
    photo(named(i), {true, i % 2 == 0}, 10 * (i % kPeople) + 50 + i % 5);
  }
  const auto report = grouped(GroupBy::kMatch);
  std::map<std::string, std::vector<int>> changes;
  for (int i = 0; i < kPeople * kEach; ++i) {
    std::vector<int>& of_person = changes[std::to_string(i % kPeople)];
    of_person.push_back(change(named(i), 0));
    if (i % 2 == 0) of_person.push_back(change(named(i), 1));
  }
  expect_a_coin_a_group(changes);
  EXPECT_EQ(report.grouping.groups, std::size_t{kPeople});
  EXPECT_EQ(report.grouping.members, std::size_t{kPeople * kEach * 3 / 2});
  EXPECT_EQ(report.grouping.text(),
            "12 people in 54 faces by match, 12 of them in more than one, the most in 6");
}

TEST_F(GroupPhotosTest, WhatCanNotBeLookedAtStandsAloneAndIsHandledAsEver) {
  photo("a.png");
  photo("b.png", {true}, 0);  // the detector falls over
  photo("c.png", {false});
  temp_.write("in/d.png", "\x89PNG\r\n\x1a\n and no more");
  auto report = grouped(GroupBy::kMatch);
  EXPECT_EQ(report.grouping.members, 1u);
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(report.count(OutcomeKind::kFailed), 2u);
  EXPECT_EQ(report.count(OutcomeKind::kNoFace), 1u);
  matcher_.fails = true;
  options_.overwrite = true;
  report = grouped(GroupBy::kMatch);
  EXPECT_EQ(report.count(OutcomeKind::kProtected), 1u);
  EXPECT_EQ(report.grouping.members, 0u);
  EXPECT_THAT(messages_.lines, Contains(AllOf(HasSubstr("a.png"), HasSubstr("no memory"))));
}

TEST_F(GroupPhotosTest, SaysWhereMostAreOneByTheirNames) {
  for (int i = 0; i < 9; ++i) photo("IMG_" + std::to_string(i) + ".png");
  grouped(GroupBy::kNamePrefix);
  EXPECT_THAT(messages_.lines, Not(Contains(HasSubstr("is that so"))));  // few may be
  photo("IMG_9.png");
  photo("ana_1.png");
  grouped(GroupBy::kNamePrefix);
  EXPECT_THAT(messages_.lines,
              Contains("10 of 11 photographs are of one person by name-prefix and draw together; "
                       "is that so?"));
}

TEST_F(GroupPhotosTest, StopsWhileItLooksAndHasWrittenNothing) {
  for (int i = 0; i < 4; ++i) photo(named(i));
  messages_.stop_after = 2;
  EXPECT_THROW(grouped(GroupBy::kMatch), Stopped);
  EXPECT_FALSE(fs::exists(options_.output));
}

TEST_F(GroupPhotosTest, LabelsThatNamePeopleOrAModeWithoutACoinAreRefused) {
  photo("a.png");
  photo("b.png");
  temp_.write("in/manifest.csv", "path,subject\na.png,ana\n");
  Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  EXPECT_ERROR(grouped(GroupBy::kFolder), AllOf(HasSubstr("subjects"), HasSubstr("folder")));
  EXPECT_FALSE(fs::exists(options_.output));
  temp_.write("in/manifest.csv", "path,gender\na.png,female\n");
  labels = read_manifest(temp_.path() / "in");
  EXPECT_EQ(grouped(GroupBy::kMatch).photographs(), 2u);  // genders alone name nobody
  options_.mode = Mode::kNeutral;
  EXPECT_ERROR(grouped(GroupBy::kMatch), HasSubstr("only mode random draws"));
}

}  // namespace
}  // namespace antifaz
