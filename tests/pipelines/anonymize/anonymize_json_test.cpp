#include "pipelines/anonymize/anonymize_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace antifaz {
namespace {

std::vector<Outcome> one_of_each() {
  ProtectedFace face;
  face.box = {1, 2, 30, 40};
  face.target = Target::kMale;
  face.label = Gender::kFemale;
  face.label_estimated = true;
  return {{"in/a.jpg", "out/a.jpg", OutcomeKind::kProtected, "", {face}, "a film"},
          {"in/b.jpg", "", OutcomeKind::kFailed, "the file is empty", {}, ""}};
}

nlohmann::json json_of(const std::vector<Outcome>& outcomes, Mode mode, bool labels = true) {
  AnonymizeReport report;
  for (const Outcome& outcome : outcomes) report.add(outcome);
  report.each_outcome = [&](const auto& visit) {
    for (const Outcome& outcome : outcomes) visit(outcome);
  };
  report.output = "out";
  std::ostringstream text;
  write_json(report, mode, labels, text);
  return nlohmann::json::parse(text.str());
}

TEST(AnonymizeJsonTest, TellsNobodysGenderUnlessAskedTo) {
  for (const auto& [mode, labels] : {std::pair(Mode::kOpposite, false), {Mode::kRandom, true}}) {
    const std::string text = json_of(one_of_each(), mode, labels).dump();
    for (const char* word : {"target", "label", "male"}) {
      EXPECT_EQ(text.find(word), std::string::npos) << word;
    }
  }
}

TEST(AnonymizeJsonTest, TellsHowManyPeopleThereAreAndNotWhoTheyAre) {
  AnonymizeReport report;
  report.output = "out";
  report.each_outcome = [](const auto& visit) {
    Outcome outcome = one_of_each()[0];
    outcome.faces[0].person = "0123456789abcdef";
    visit(outcome);
  };
  const auto told = [&] {
    std::ostringstream text;
    write_json(report, Mode::kRandom, false, text);
    EXPECT_EQ(text.str().find("0123456789abcdef"), std::string::npos);
    return nlohmann::json::parse(text.str())["groups"];
  };
  EXPECT_TRUE(told().is_null());
  report.grouping = {GroupBy::kMatch, 10, 4, 2, 6};
  const nlohmann::json groups{
      {"by", "match"}, {"faces", 10}, {"groups", 4}, {"with_several", 2}, {"largest", 6}};
  EXPECT_EQ(told(), groups);
  report.grouping.by = GroupBy::kFolder;
  EXPECT_EQ(told()["photographs"], 10);
}

TEST(AnonymizeJsonTest, TellsWhatBecameOfEveryPhotograph) {
  const nlohmann::json json = json_of(one_of_each(), Mode::kOpposite);
  EXPECT_EQ(json["schema"], "antifaz-anonymization");
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["counts"]["protected"], 1);
  EXPECT_EQ(json["counts"]["failed"], 1);
  EXPECT_EQ(json["counts"]["no_face"], 0);
  const auto& done = json["outcomes"][0];
  EXPECT_EQ(done["output"], "out/a.jpg");
  EXPECT_EQ(done["left_out"], "a film");
  EXPECT_EQ(done["faces"][0]["box"], nlohmann::json({1, 2, 30, 40}));
  EXPECT_EQ(done["faces"][0]["target"], "male");
  EXPECT_EQ(done["faces"][0]["label"], "female");
  EXPECT_EQ(done["faces"][0]["label_estimated"], true);
  const auto& failed = json["outcomes"][1];
  EXPECT_TRUE(failed["output"].is_null());
  EXPECT_EQ(failed["reason"], "the file is empty");
  EXPECT_FALSE(failed.contains("left_out"));
}

TEST(AnonymizeJsonTest, KnowsNoTargetsOfAnEarlierRun) {
  std::vector<Outcome> outcomes = one_of_each();
  outcomes[0].before = true;
  const nlohmann::json json = json_of(outcomes, Mode::kOpposite);
  EXPECT_EQ(json["done_before"], 1);
  EXPECT_EQ(json["outcomes"][0]["before"], true);
  EXPECT_EQ(json["outcomes"][0]["faces"][0].size(), 2u);  // box and doubt
}

TEST(AnonymizeJsonTest, SaysWhatIsDoubtfulAndHowFacesWereLookedFor) {
  std::vector<Outcome> outcomes = one_of_each();
  EXPECT_TRUE(json_of(outcomes, Mode::kRandom)["smallest_face"].is_null());
  outcomes[0].faces[0].doubtful = true;
  outcomes[0].smallest_face = 20;
  outcomes[0].marks = {PhotoMark::kDark, PhotoMark::kOnlyDoubtful};
  outcomes.push_back(outcomes[0]);
  outcomes[2].smallest_face = 80;
  const nlohmann::json json = json_of(outcomes, Mode::kRandom);
  EXPECT_EQ(json["doubtful_faces"], 2);
  EXPECT_EQ(json["marked"], 2);
  EXPECT_EQ(json["smallest_face"], nlohmann::json({{"least", 20}, {"most", 80}}));
  EXPECT_EQ(json["outcomes"][0]["smallest_face"], 20);
  EXPECT_EQ(json["outcomes"][0]["marks"], nlohmann::json({"dark", "only_doubtful"}));
  EXPECT_EQ(json["outcomes"][0]["faces"][0]["doubtful"], true);
  EXPECT_FALSE(json["outcomes"][1].contains("smallest_face"));
}

TEST(AnonymizeJsonTest, KeepsRandomTargetsToItself) {
  const nlohmann::json json = json_of(one_of_each(), Mode::kRandom);
  const auto& face = json["outcomes"][0]["faces"][0];
  EXPECT_EQ(face.size(), 2u) << face;
  EXPECT_TRUE(face.contains("box") && face.contains("doubtful"));
}

TEST(AnonymizeJsonTest, FacesThatWereNotProtectedAreNamedAsWhatTheyAre) {
  std::vector<Outcome> outcomes = one_of_each();
  outcomes[0].faces.push_back(outcomes[0].faces[0]);
  outcomes[0].faces[1].fate = FaceFate::kBlurred;
  outcomes[1].quarantine("its face 2 of 2: no longer matches: 0.21, needs 0.28");
  const nlohmann::json json = json_of(outcomes, Mode::kOpposite);
  EXPECT_EQ(json["faces"], 1);
  EXPECT_EQ(json["face_fates"]["protected"], 1);
  EXPECT_EQ(json["face_fates"]["blurred"], 1);
  EXPECT_EQ(json["counts"]["quarantined"], 1);
  EXPECT_EQ(json["outcomes"][1]["outcome"], "quarantined");
  const auto& faces = json["outcomes"][0]["faces"];
  EXPECT_FALSE(faces[0].contains("fate"));
  EXPECT_EQ(faces[1]["fate"], "blurred");
  EXPECT_FALSE(faces[1].contains("target"));
}

}  // namespace
}  // namespace antifaz
