#include "pipelines/anonymize/anonymize_plan.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

class AnonymizePlanTest : public testing::AnonymizeFixture {
 protected:
  std::vector<PlannedPhoto> photos() { return testing::photos_of(plan_anonymize(options_)); }
  std::vector<std::string> outputs() {
    std::vector<std::string> names;
    for (const PlannedPhoto& photo : photos()) {
      names.push_back(photo.output.lexically_relative(options_.output).generic_string());
    }
    return names;
  }
};

TEST_F(AnonymizePlanTest, MirrorsTheTreeAndKeepsNames) {
  for (const char* name : {"b.JPG", "a/x.png", "a/b/y.tiff"})
    temp_.write("in/" + std::string(name), "");
  EXPECT_THAT(outputs(), ElementsAre("a/b/y.tiff", "a/x.png", "b.JPG"));
}

TEST_F(AnonymizePlanTest, SeveralInputsKeepTheirFoldersNames) {
  temp_.write("in/1.png", "");
  temp_.write("more/1.png", "");
  temp_.write("elsewhere/single.jpg", "");
  // The name of a folder is its own, however it is spelt.
  options_.inputs = {temp_.path() / "more/../in/", temp_.path() / "more",
                     temp_.path() / "elsewhere/single.jpg"};
  EXPECT_THAT(outputs(), ElementsAre("in/1.png", "more/1.png", "single.jpg"));
}

TEST_F(AnonymizePlanTest, CountsFilesThatAreNoImages) {
  photo("a.png");
  temp_.write("in/notes.txt", "");
  temp_.write("in/sub/data.csv", "");
  EXPECT_THAT(plan_anonymize(options_).left_out, ElementsAre(Pair("text files", 2u)));
  run();
  EXPECT_THAT(messages_.lines,
              ElementsAre("2 files are not images and were left out: 2 text files"));
}

/// Nothing that may be a photograph is left out without a word, and no companion is a failure.
TEST_F(AnonymizePlanTest, EveryPhotographIsPlannedOrNamed) {
  photo("a.png");
  temp_.write("in/._a.png", "Mac OS X");
  temp_.write("in/b.NEF", "");
  fs::copy_file(temp_.path() / "in/a.png", temp_ / "in/without ending");
  const AnonymizePlan plan = plan_anonymize(options_);
  const auto photos = testing::photos_of(plan);
  ASSERT_EQ(photos.size(), 3u);
  EXPECT_EQ(photos[0].name, "a.png");
  EXPECT_THAT(photos[1].fault, HasSubstr("a format that is not read (.nef)"));
  EXPECT_EQ(photos[2].name, "without ending");
  EXPECT_THAT(plan.left_out, ElementsAre(Pair("AppleDouble files (._*)", 1u)));
  options_.inputs = {temp_.path() / "in/b.NEF", temp_.path() / "in/without ending"};
  EXPECT_EQ(plan_anonymize(options_).photos->size(), 2u);
}

TEST_F(AnonymizePlanTest, RefusesMissingEmptyAndForeignInputs) {
  EXPECT_ERROR(outputs(), HasSubstr("in: no such file or folder"));
  fs::create_directory(temp_.path() / "in");
  EXPECT_ERROR(outputs(), HasSubstr("in: holds no image"));
  options_.inputs = {temp_.write("notes.txt", "")};
  EXPECT_ERROR(outputs(), HasSubstr("notes.txt: is not an image file"));
  options_.inputs.clear();
  EXPECT_ERROR(outputs(), HasSubstr("no photographs given"));
}

TEST_F(AnonymizePlanTest, RefusesAnOutputInsideAnInput) {
  temp_.write("in/a.png", "");
  for (const char* output : {"in", "in/", "in/out", "in/new/out", "new/../in/out"}) {
    options_.output = temp_.path() / output;
    EXPECT_ERROR(outputs(), HasSubstr("the output lies inside the input")) << output;
  }
  options_.output = temp_.path() / "in-protected";  // begins with the input's name: another folder
  EXPECT_THAT(outputs(), ElementsAre("a.png"));
}

TEST_F(AnonymizePlanTest, RefusesAnOutputAroundAnInput) {
  temp_.write("in/deep/a.png", "");
  options_.output = temp_.path();
  EXPECT_ERROR(outputs(), HasSubstr("the output contains the input"));
  options_.inputs = {temp_.path() / "in/deep/a.png"};  // a single file as well
  options_.output = temp_.path() / "in/deep";
  EXPECT_ERROR(outputs(), HasSubstr("the output contains the input"));
}

TEST_F(AnonymizePlanTest, LinksAreNoWayAround) {
  temp_.write("in/sub/a.png", "");
  fs::create_directory_symlink(temp_.path() / "in", temp_.path() / "link");
  options_.output = temp_.path() / "link/out";
  EXPECT_ERROR(outputs(), HasSubstr("the output lies inside the input"));

  options_.output = temp_.path() / "out";
  fs::create_directory(options_.output);
  fs::create_directory_symlink(temp_.path() / "in/sub", options_.output / "sub");
  options_.overwrite = true;
  EXPECT_ERROR(outputs(), HasSubstr("leads into the input"));
}

TEST_F(AnonymizePlanTest, RefusesTwoPhotographsForOneFile) {
  temp_.write("x/a.png", "");
  temp_.write("y/a.png", "");
  options_.inputs = {temp_.path() / "x/a.png", temp_.path() / "y/a.png"};
  EXPECT_ERROR(outputs(), HasSubstr("would be written here"));
  options_.inputs = {temp_.path() / "x", temp_.path() / "x"};
  EXPECT_ERROR(outputs(), HasSubstr("would be written here"));
}

TEST_F(AnonymizePlanTest, ReplacesFilesOnlyWhenAllowed) {
  photo("a.png");
  photo("b.png");
  temp_.write("out/b.png", "precious");
  EXPECT_ERROR(run(), HasSubstr("b.png: exists already"));
  EXPECT_FALSE(written("a.png"));
  options_.overwrite = true;
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 2u);
  EXPECT_EQ(change("b.png"), 10);
}

TEST_F(AnonymizePlanTest, RefusesAFileAsOutputFolder) {
  temp_.write("in/a.png", "");
  options_.output = temp_.write("file", "");
  EXPECT_ERROR(outputs(), HasSubstr("is not a folder"));
}

TEST_F(AnonymizePlanTest, TheReportIsCheckedBeforeAnythingIsRead) {
  options_.inputs = {temp_.path() / "missing"};
  options_.report = temp_.path() / "no such folder/report.json";
  EXPECT_ERROR(outputs(), HasSubstr("there is no folder"));
  options_.report = temp_.path();
  EXPECT_ERROR(outputs(), HasSubstr("is a folder"));
  options_.report = temp_.write("report.json", "mine");
  EXPECT_ERROR(outputs(), HasSubstr("report.json: exists already"));
  options_.overwrite = true;
  EXPECT_ERROR(outputs(), HasSubstr("missing: no such file"));
}

TEST_F(AnonymizePlanTest, TheReportReplacesNoPhotograph) {
  temp_.write("in/sub/a.png", "");
  temp_.write("out/keep", "");
  std::filesystem::create_directories(temp_.path() / "out/sub");
  fs::create_directory_symlink(temp_.path() / "out", temp_.path() / "link");
  options_.overwrite = true;
  for (const char* report : {"out/sub/a.png", "link/sub/a.png", "out/../out/sub/a.png"}) {
    options_.report = temp_.path() / report;
    EXPECT_ERROR(outputs(), HasSubstr("would replace the protected")) << report;
  }
  options_.report = temp_.path() / "in/sub/a.png";
  EXPECT_ERROR(outputs(), HasSubstr("is a photograph to protect"));
  options_.report = temp_.path() / "out/sub/report.json";
  EXPECT_THAT(outputs(), ElementsAre("sub/a.png"));
}

TEST_F(AnonymizePlanTest, TheReportMayLieInTheOutputFolderThatIsToBeMade) {
  photo("a.png", {false});
  options_.report = out("report.json");
  EXPECT_THAT(outputs(), ElementsAre("a.png"));
  EXPECT_FALSE(fs::exists(options_.output)) << "planning touches nothing";
  run();  // makes the folder though no photograph comes into it
  EXPECT_TRUE(fs::is_directory(options_.output));
}

TEST_F(AnonymizePlanTest, RefusesAnOutputThatCanNotBeMade) {
  temp_.write("in/a.png", "");
  options_.output = temp_.write("file", "") / "below";
  EXPECT_ERROR(outputs(), HasSubstr("can't be made"));
}

TEST_F(AnonymizePlanTest, WhatCanNotBeLookedAtIsPlannedAsAFault) {
  temp_.write("in/a.png", "");
  fs::create_symlink("nowhere", temp_ / "in/b");
  const auto photos = this->photos();
  ASSERT_EQ(photos.size(), 2u);
  EXPECT_EQ(photos[0].fault, "");
  EXPECT_THAT(photos[1].fault, HasSubstr("leads nowhere"));
}

/// Thousands of names on a command line: the time grows with them, not with their square, which
/// would take a hundred times as long here (each photograph against each input).
TEST_F(AnonymizePlanTest, ManyInputsTakeTheirTimeEach) {
  const auto seconds = [&](int count) {
    options_.inputs.clear();
    for (int i = 0; i < count; ++i) {
      options_.inputs.push_back(temp_.write("in/" + std::to_string(i) + ".png", ""));
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(plan_anonymize(options_).photos->size(), static_cast<std::size_t>(count));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double few = seconds(100), many = seconds(3000);
  EXPECT_LT(many, 30 * (few + 0.01) * 4);
}

TEST_F(AnonymizePlanTest, LabelsBelongToFilesNotToNames) {
  temp_.write("in/1.png", "");
  temp_.write("more/1.png", "");
  temp_.write("in/manifest.csv", "path,gender\n1.png,male\n");
  options_.inputs.push_back(temp_.path() / "more");
  options_.mode = Mode::kSame;
  const Manifest labels = read_manifest(temp_.path() / "in");
  options_.labels = &labels;
  const auto photos = this->photos();
  EXPECT_EQ(photos[0].label, Gender::kMale);
  EXPECT_EQ(photos[1].label, std::nullopt);
}

TEST_F(AnonymizePlanTest, LabelsMayLieElsewhere) {
  temp_.write("in/sub/1.png", "");
  options_.mode = Mode::kSame;
  Manifest labels = read_manifest(temp_.write("labels.csv", "path,gender\nsub/1.png,male\n"));
  options_.labels = &labels;
  EXPECT_EQ(photos()[0].label, Gender::kMale);
  labels.rows[0].path = "sub/2.png";
  EXPECT_ERROR(outputs(),
               AllOf(HasSubstr("name none of the photographs"), HasSubstr("'sub/2.png (line 2)'")));
}

}  // namespace
}  // namespace antifaz
