#include "pipelines/anonymize/plan/planned_photos.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> names_of(const std::vector<PlannedPhoto>& photos) {
  std::vector<std::string> names;
  for (const PlannedPhoto& photo : photos) names.push_back(photo.name);
  return names;
}

class PlannedPhotosTest : public ::testing::Test {
 protected:
  void add(const std::string& name, const std::string& fault = "") {
    photos_.add(photos_.next(name, fault), name);
  }
  static Outcome outcome(std::int64_t number) {
    Outcome outcome;
    outcome.number = number;
    outcome.kind = OutcomeKind::kNoFace;
    return outcome;
  }
  PlannedPhotos photos_;
};

TEST_F(PlannedPhotosTest, GivesBackWhatWasAdded) {
  photos_.begin_input("in", "out");
  add("sub/a.png");
  photos_.begin_input("more", "out/more");
  PlannedPhoto photo = photos_.next("\xff\n.png", "can't be read");
  photo.older_stands = true;
  photos_.add(photo, "here");
  photos_.set_label(2, Gender::kFemale, "Ann \xfe");
  const auto all = photos_.after(0, 10, false);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].input, "in/sub/a.png");
  EXPECT_EQ(all[0].output, "out/sub/a.png");
  EXPECT_EQ(all[0].label, std::nullopt);
  EXPECT_EQ(all[0].person, "");
  EXPECT_FALSE(all[0].older_stands);
  EXPECT_EQ(all[1].input, "more/\xff\n.png");
  EXPECT_EQ(all[1].output, "out/more/\xff\n.png");
  EXPECT_EQ(all[1].fault, "can't be read");
  EXPECT_EQ(all[1].label, Gender::kFemale);
  EXPECT_EQ(all[1].person, "Ann \xfe");
  EXPECT_TRUE(all[1].older_stands);
  EXPECT_EQ(all[1].number, 2);
  EXPECT_THAT(names_of(photos_.at("here")), ElementsAre("\xff\n.png"));
  EXPECT_THAT(names_of(photos_.at("there")), ElementsAre());
}

TEST_F(PlannedPhotosTest, KeepsWhatBecameOfEach) {
  photos_.begin_input("in", "out");
  add("a.png");
  add("b.png");
  ProtectedFace face;
  face.box = {1.25f, 2, 3, 1e-7f};
  face.target = Target::kMale;
  face.label = Gender::kFemale;
  face.label_estimated = true;
  face.score = 0.1;
  Outcome told = {"in/b.png", "out/b.png", OutcomeKind::kCopied, "why\xff", {face}, "a film", true};
  told.number = 2;
  photos_.set_outcome(told);
  std::vector<Outcome> outcomes;
  photos_.each_outcome([&](const Outcome& one) { outcomes.push_back(one); });
  ASSERT_EQ(outcomes.size(), 1u);
  EXPECT_EQ(outcomes[0].number, 2);
  EXPECT_EQ(outcomes[0].input, told.input);
  EXPECT_EQ(outcomes[0].output, told.output);
  EXPECT_EQ(outcomes[0].kind, told.kind);
  EXPECT_EQ(outcomes[0].reason, told.reason);
  EXPECT_EQ(outcomes[0].left_out, told.left_out);
  EXPECT_TRUE(outcomes[0].before);
  ASSERT_EQ(outcomes[0].faces.size(), 1u);
  EXPECT_EQ(outcomes[0].faces[0].box, face.box);
  EXPECT_EQ(outcomes[0].faces[0].target, face.target);
  EXPECT_EQ(outcomes[0].faces[0].label, face.label);
  EXPECT_TRUE(outcomes[0].faces[0].label_estimated);
  EXPECT_EQ(outcomes[0].faces[0].score, face.score);
  told.fail("gone");
  photos_.set_outcome(told);
  photos_.each_outcome([&](const Outcome& one) { outcomes.push_back(one); });
  EXPECT_EQ(outcomes.at(1).output, "");
  EXPECT_TRUE(outcomes[1].faces.empty());
}

/// More than are read at once, and some done meanwhile.
TEST_F(PlannedPhotosTest, TellsThoseStillOpenInOrder) {
  constexpr int kPhotos = 1000;
  photos_.begin_input("in", "out");
  for (int i = 1; i <= kPhotos; ++i) add(std::to_string(i));
  for (int i = 2; i <= kPhotos; i += 2) photos_.set_outcome(outcome(i));
  OpenPhotos open(photos_);
  int expected = 1;
  while (const auto photo = open.next()) {
    EXPECT_EQ(photo->name, std::to_string(expected));
    photos_.set_outcome(outcome(expected));
    expected += 2;
  }
  EXPECT_EQ(expected, kPhotos + 1);
  EXPECT_FALSE(open.next());
  std::int64_t told = 0;
  photos_.each_outcome([&](const Outcome& one) { EXPECT_EQ(one.number, ++told); });
  EXPECT_EQ(told, kPhotos);
}

}  // namespace
}  // namespace antifaz
