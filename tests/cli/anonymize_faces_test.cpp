#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::ProgramResult;
using testing::run_program;

/// The options that say which faces are changed and how far, whom they show, and what becomes of
/// those that can't be.
class AnonymizeFacesTest : public ::testing::Test {
 protected:
  void add_face(const std::string& name) {
    fs::copy_file(fs::path(ANTIFAZ_SOURCE_DIR) / "samples/faces/male_white_young_1.jpg",
                  temp_ / ("in/" + name));
  }
  ProgramResult run(std::vector<std::string> more, bool checked = false) {
    std::vector<std::string> arguments = {"anonymize", in(),          "--output",
                                          out(),       "--generator", networks_.generator.string()};
    if (!checked) arguments.emplace_back("--unchecked");  // of a network of random weights
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  static cv::Mat decoded(const fs::path& file) { return std::get<cv::Mat>(read_pixels(file)); }
  std::string in() const { return (temp_.path() / "in").string(); }
  std::string out() const { return (temp_.path() / "out").string(); }
  bool written(const std::string& name) const { return fs::exists(fs::path(out()) / name); }

  const testing::SampleNetworks networks_;
  testing::TempFolder temp_;
};

/// At such a strength faces stay as they are: nothing of that is ever written.
TEST_F(AnonymizeFacesTest, WhatDoesNotPassTheCheckIsQuarantinedOrBlurred) {
  add_face("a.jpg");
  ProgramResult result = run({"--strength", "0.001"}, true);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("Quarantined, not written"), HasSubstr("a.jpg: its face:")));
  EXPECT_FALSE(written("a.jpg"));
  EXPECT_THAT(run_program({"status", out()}).out, HasSubstr("quarantined: 1"));
  result = run({"--strength", "0.001", "--fallback", "blur"}, true);
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, AllOf(HasSubstr("0 of 1 photographs protected (0 faces"),
                                HasSubstr("No face protected, all made unrecognisable (1):\n"),
                                HasSubstr("a.jpg: 1 face blurred")));
  EXPECT_TRUE(written("a.jpg"));
  EXPECT_THAT(run_program({"status", out()}).out,
              AllOf(HasSubstr("obscured: 1"), HasSubstr("faces blurred: 1")));
}

/// A photograph in which nobody can be sure is named, and the exit code is as it was.
TEST_F(AnonymizeFacesTest, SaysHowFacesWereLookedForAndWhereTheyMayBeMissed) {
  add_face("clear.jpg");
  write_photo(decoded(in() + "/clear.jpg") * 0.07, temp_ / "in/dark.png");
  const ProgramResult result = run({"--min-face", "24", "--no-face", "copy"});
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_THAT(result.out, AllOf(HasSubstr("Faces were looked for from 24 pixels on\n"),
                                HasSubstr("Not sure that every face was found (1):\n"),
                                HasSubstr("dark.png: too dark to be sure that every face")));
  const std::string status = run_program({"status", out()}).out;
  EXPECT_THAT(status, AllOf(HasSubstr("Not sure that every face was found (1):\n"),
                            HasSubstr("dark.png: too dark")));
  EXPECT_THAT(run_program({"status", out(), "--csv", "-"}).out, HasSubstr("dark"));
  for (const std::vector<std::string>& asked :
       {std::vector<std::string>{"--min-face", "7"}, {"--detector", "hog", "--min-face", "20"}}) {
    const ProgramResult refused = run(asked);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, HasSubstr("--min-face"));
  }
}

TEST_F(AnonymizeFacesTest, LightProtectionIsASmallerChange) {
  add_face("a.jpg");
  const auto change = [&](const std::vector<std::string>& more) {
    fs::remove_all(out());
    EXPECT_EQ(run(more).exit_code, 0);
    return cv::norm(decoded(in() + "/a.jpg"), decoded(out() + "/a.jpg"), cv::NORM_L1);
  };
  const double strong = change({"--mode", "opposite"});
  const double light = change({"--mode", "opposite", "--protection", "light"});
  EXPECT_GT(light, 0.5 * strong);
  EXPECT_LT(light, 0.9 * strong);
  EXPECT_EQ(run({"--protection", "light", "--strength", "0.5"}).exit_code, 2);
}

TEST_F(AnonymizeFacesTest, TakesBoxesAndSizesOfFaces) {
  add_face("a.jpg");
  add_face("b.jpg");
  const std::string boxes =
      temp_.write("boxes.csv", "path,x,y,width,height\na.jpg,,,,\nlost.jpg,1,2,3,4\n").string();
  ProgramResult result = run({"--select", boxes});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.out, AllOf(HasSubstr("1 of 2 photographs protected"),
                                HasSubstr("a.jpg: no face by the boxes given")));
  EXPECT_THAT(result.err, HasSubstr("lost.jpg"));
  EXPECT_FALSE(written("a.jpg"));
  result = run({"--ignore-below", "5000", "--json"});
  EXPECT_EQ(nlohmann::json::parse(result.out)["face_fates"]["small"], 2);
  EXPECT_FALSE(written("b.jpg"));  // an earlier run wrote it
  EXPECT_EQ(run({"--select", "largest"}).exit_code, 0);
  EXPECT_EQ(run({"--select", "some"}).exit_code, 2);
  EXPECT_EQ(run({"--fallback", "hope"}).exit_code, 2);
}

TEST_F(AnonymizeFacesTest, SaysWhoIsWhoWhereItIsAsked) {
  for (const char* name : {"ana_1.jpg", "ana_2.jpg", "bob_1.jpg"}) add_face(name);
  const ProgramResult names = run({"--group-by", "name-prefix"});
  EXPECT_EQ(names.exit_code, 0) << names.err;
  EXPECT_THAT(names.out,
              HasSubstr("Who is who: 2 people in 3 photographs by name-prefix, 1 of them "
                        "in more than one, the most in 2\n"));
  const ProgramResult faces = run({"--group-by", "match", "--json"});
  EXPECT_EQ(faces.exit_code, 0) << faces.err;
  const auto groups = nlohmann::json::parse(faces.out)["groups"];
  EXPECT_EQ(groups["faces"], 3);
  EXPECT_EQ(groups["groups"], 1);  // all show one face
}

TEST_F(AnonymizeFacesTest, RefusesGroupsWhereNothingIsDrawnForThem) {
  add_face("a.jpg");
  const ProgramResult mode = run({"--group-by", "match", "--mode", "opposite"});
  EXPECT_EQ(mode.exit_code, 2);
  EXPECT_THAT(mode.err, HasSubstr("--group-by is of mode random"));
  const ProgramResult way = run({"--group-by", "name"});
  EXPECT_EQ(way.exit_code, 2);
  EXPECT_THAT(way.err, HasSubstr("name-prefix"));
  temp_.write("labels.csv", "path,subject\na.jpg,ana\n");
  const ProgramResult labels =
      run({"--group-by", "folder", "--labels", (temp_.path() / "labels.csv").string()});
  EXPECT_EQ(labels.exit_code, 1);
  EXPECT_THAT(labels.err, HasSubstr("the labels name people"));
  EXPECT_FALSE(fs::exists(out()));
}

}  // namespace
}  // namespace antifaz
