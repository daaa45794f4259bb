#include "pipelines/prepare/prepare.hpp"

#include <gmock/gmock.h>

#include "src/face/alignment.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::drawn_photo;
using ::testing::ElementsAre;
using testing::FakeDetector;
using ::testing::HasSubstr;
using testing::TempFolder;

class PrepareTest : public ::testing::Test {
 protected:
  void photo(const std::string& name, const std::vector<bool>& faces, int level = 100) {
    write_photo(drawn_photo(faces, level), temp_ / ("in/" + name));
  }
  PrepareReport run(const Manifest& input) {
    return prepare(input, temp_.path() / "out", detector_, observer_);
  }
  Manifest listed() { return list_folder(temp_.path() / "in"); }

  TempFolder temp_;
  FakeDetector detector_;
  Observer observer_;
};

TEST_F(PrepareTest, CutsChipsAndKeepsTheManifestsColumns) {
  photo("ann/1.jpg", {true});
  photo("bob.png", {false, true, false});
  temp_.write("in/manifest.csv",
              "path,subject,gender,age\nbob.png,bob,male,31\nann/1.jpg,ann,,40\n");
  const PrepareReport report = run(read_manifest(temp_.path() / "in"));
  EXPECT_EQ(report.written, 2u);
  EXPECT_TRUE(report.problems.empty());

  const Manifest chips = read_manifest(temp_.path() / "out");
  ASSERT_EQ(chips.rows.size(), 2u);
  EXPECT_THAT(chips.extra_columns, ElementsAre("age"));
  EXPECT_EQ(chips.rows[0].path, "bob.png");
  EXPECT_EQ(chips.rows[0].gender, Gender::kMale);
  EXPECT_EQ(chips.rows[1].path, "ann/1.png");
  EXPECT_EQ(chips.rows[1].subject, "ann");
  EXPECT_EQ(chips.rows[1].gender, std::nullopt);
  EXPECT_EQ(chips.rows[1].extra.at("age"), "40");

  const auto chip = std::get<cv::Mat>(read_pixels(chips.file(chips.rows[0])));
  ASSERT_EQ(chip.size(), cv::Size(kChipSize, kChipSize));
  // The face's bright square fills 16/64 of its cell, so it does of the chip, in the middle.
  EXPECT_EQ(chip.at<cv::Vec3b>(64, 64)[0], 220);
  EXPECT_EQ(chip.at<cv::Vec3b>(64, 40)[0], 100);
}

TEST_F(PrepareTest, ListsWhatGaveNoChip) {
  photo("faceless.png", {false});
  photo("good.png", {true});
  photo("throws.png", {true}, 0);
  temp_.write("in/text.jpg", "hello");
  const PrepareReport report = run(listed());
  EXPECT_EQ(report.written, 1u);
  EXPECT_THAT(report.problems,
              ElementsAre("faceless.png: no face found", HasSubstr("text.jpg: not a JPEG"),
                          "throws.png: can't be searched for faces: the detector fell over"));
  EXPECT_EQ(read_manifest(temp_.path() / "out").rows.size(), 1u);
}

/// A hand among the chips would be taught as a face.
TEST_F(PrepareTest, LeavesDoubtfulFacesOut) {
  photo("hand.png", {true, false});
  photo("both.png", {true, true});
  detector_.doubtful_cell = 0;
  const PrepareReport report = run(listed());
  EXPECT_EQ(report.written, 1u);
  EXPECT_THAT(report.problems, ElementsAre("hand.png: no face found"));
}

TEST_F(PrepareTest, RefusesAFolderInUse) {
  photo("good.png", {true});
  temp_.write("out/precious.txt", "mine");
  EXPECT_ERROR(run(listed()), HasSubstr("is there already; choose a new folder"));
}

TEST_F(PrepareTest, RefusesAFileAsOutput) {
  photo("good.png", {true});
  temp_.write("out", "a file");
  EXPECT_ERROR(run(listed()), HasSubstr("is there already; choose a new folder"));
}

TEST_F(PrepareTest, RefusesTwoImagesThatBecomeOneChip) {
  photo("a.jpg", {true});
  photo("a.png", {true});
  EXPECT_ERROR(run(listed()), HasSubstr("'a.jpg' and 'a.png' would both become 'a.png'"));
  EXPECT_FALSE(std::filesystem::exists(temp_.path() / "out"));
}

TEST_F(PrepareTest, LooksAtTheOutputBeforeItReadsAnything) {
  PrepareJob job;
  job.data.input = temp_.path() / "no such data";
  job.output = temp_.write("out", "a file");
  job.detector.yunet = "no such detector";
  EXPECT_ERROR(prepare(job, observer_), HasSubstr("out: is there already"));
  job.output = temp_.path() / "out/below";
  EXPECT_ERROR(prepare(job, observer_), HasSubstr("out/below: can't be made"));
}

TEST_F(PrepareTest, StopsBetweenTwoImagesAndSaysHowToGoOn) {
  struct Impatient : Observer {
    void progress(const Progress& progress) override { done = progress.done; }
    bool wants_stop() const override { return done == 1; }
    std::size_t done = 0;
  } impatient;
  for (const char* name : {"a.png", "b.png", "c.png"}) photo(name, {true});
  EXPECT_THAT([&] { prepare(listed(), temp_.path() / "out", detector_, impatient); },
              ::testing::ThrowsMessage<Stopped>(HasSubstr("remove the folder")));
  EXPECT_TRUE(std::filesystem::exists(temp_.path() / "out/a.png"));
  EXPECT_FALSE(std::filesystem::exists(temp_.path() / "out/b.png"));
}

TEST_F(PrepareTest, RefusesAnEmptyManifest) {
  EXPECT_ERROR(run({temp_.path(), {}, {}}), HasSubstr("no rows"));
}

}  // namespace
}  // namespace antifaz
