#include "pipelines/evaluate/measure.hpp"

#include <gmock/gmock.h>

#include "pipelines/evaluate/collect_scores.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/fake_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using testing::drawn_photo;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Photographs whose background level is what both fake judges see.
class MeasureTest : public ::testing::Test {
 protected:
  MeasureTest() {
    judges_.classifiers.push_back({std::make_unique<testing::FakeClassifier>(), true});
    judges_.matchers.push_back({std::make_unique<testing::FakeMatcher>(), false});
  }

  void original(const std::string& name, int level, const std::vector<bool>& faces = {true}) {
    write_photo(drawn_photo(faces, level), temp_ / ("original/" + name));
  }
  void changed(const std::string& name, int level, const std::vector<bool>& faces = {true}) {
    write_photo(drawn_photo(faces, level), temp_ / ("protected/" + name));
  }
  void manifest(const std::string& rows) {
    temp_.write("original/manifest.csv", "path,gender\n" + rows);
  }
  MeasureOptions options(std::vector<Pair> pairs = {}) const {
    MeasureOptions options;
    options.originals = read_manifest(temp_.path() / "original");
    options.protected_folder = temp_.path() / "protected";
    options.pairs = std::move(pairs);
    options.batch = batch_;
    options.replicates = 20;
    return options;
  }
  EvaluateReport run(std::vector<Pair> pairs = {}) {
    return measure(options(std::move(pairs)), detector_, judges_, observer_).report;
  }

  testing::TempFolder temp_;
  testing::FakeDetector detector_;
  Observer observer_;
  Judges judges_;
  std::size_t batch_ = 2;
};

TEST_F(MeasureTest, ScoresBothVersionsAcrossBatches) {
  // P(male): men 0.9, 0.8 become 0.2, 0.7; women 0.1, 0.6 become 0.3, 0.5.
  const int before[] = {180, 160, 20, 120}, after[] = {40, 140, 60, 100};
  std::vector<std::string> names{"m1.png", "m2.png", "w1.png", "sub/w2.png"};
  for (int i = 0; i < 4; ++i) {
    original(names[i], before[i]);
    changed(names[i], after[i]);
  }
  manifest("m1.png,male\nm2.png,male\nw1.png,female\nsub/w2.png,female\n");
  for (std::size_t batch : {1, 3, 8}) {
    batch_ = batch;
    const EvaluateReport report =
        run({{"m1.png", "m2.png", true}, {"m1.png", "sub/w2.png", false}});
    EXPECT_EQ(report.images, 4u);
    EXPECT_THAT(report.problems, IsEmpty());
    ASSERT_EQ(report.gender.size(), 1u);
    EXPECT_EQ(report.gender[0].classifier, "fake classifier");
    EXPECT_TRUE(report.gender[0].in_the_loop);
    EXPECT_EQ(report.gender[0].original.auc.value, 1);
    EXPECT_EQ(report.gender[0].changed.auc.value, 0.5);
    EXPECT_EQ(report.gender[0].flipped.value, 0.25);
    ASSERT_EQ(report.matching.size(), 1u);
    EXPECT_EQ(report.matching[0].matcher, "fake matcher");
    EXPECT_FALSE(report.matching[0].in_the_loop);
    // Mated 180-160, protected 40-140, one way 180-140, the other 40-160.
    const auto& kinds = report.matching[0].kinds;
    EXPECT_EQ(kinds[kOriginalOriginal].histogram.edges.front(), -120);
    EXPECT_EQ(kinds[kOriginalProtected].mated, 2u);
    // Non-mated 180-120, protected 40-100, one way 180-100, the other 40-120.
    EXPECT_EQ(kinds[kOriginalOriginal].auc.value, 1);
    EXPECT_EQ(kinds[kProtectedProtected].auc.value, 0);
    EXPECT_EQ(kinds[kOriginalProtected].auc.value, 0.5);
  }
}

TEST_F(MeasureTest, CountsWhatCannotBeCompared) {
  for (const char* name : {"a.png", "hidden.png", "missing.png", "spoilt.png"}) original(name, 100);
  original("faceless.png", 100, {false});
  changed("a.png", 100);
  changed("faceless.png", 100);
  changed("hidden.png", 100, {false});
  temp_.write("protected/spoilt.png", "hello");
  manifest("a.png,male\nfaceless.png,male\nhidden.png,\nmissing.png,female\nspoilt.png,female\n");
  const EvaluateReport report = run(
      {{"a.png", "hidden.png", true}, {"a.png", "missing.png", false}, {"a.png", "b.png", true}});
  EXPECT_EQ(report.images, 5u);
  EXPECT_EQ(report.missing_protected, 1u);
  EXPECT_EQ(report.unreadable, 1u);
  EXPECT_EQ(report.no_face_original, 1u);
  EXPECT_EQ(report.no_face_protected, 1u);
  EXPECT_EQ(report.unlabelled, 1u);
  EXPECT_EQ(report.gender[0].men + report.gender[0].women, 1u);
  EXPECT_EQ(report.mated, 1u);  // the pair with b.png is none
  // The mated pair's hidden face is a failure, not a gap: 100-100 would match.
  EXPECT_EQ(report.matching[0].kinds[kProtectedProtected].failures, 1u);
  EXPECT_EQ(report.matching[0].kinds[kProtectedProtected].mated, 0u);
  EXPECT_THAT(report.problems,
              ElementsAre("faceless.png: no face found in the original",
                          "hidden.png: no face found in the protected version",
                          "missing.png: has no protected version",
                          HasSubstr("spoilt.png: the protected version: not a JPEG"),
                          "b.png: is in a pair but not in the manifest"));
}

TEST_F(MeasureTest, MeasuresQualityInTheOriginalsChip) {
  original("a.png", 100);
  changed("a.png", 110);
  manifest("a.png,male\n");
  const QualityResult quality = run().quality;
  EXPECT_EQ(quality.faces, 1u);
  EXPECT_EQ(quality.identical, 0u);
  // The background changed by 10, the face's bright square did not (about 6 % of the chip).
  EXPECT_NEAR(quality.psnr_db, 20 * std::log10(25.5), 0.5);
  EXPECT_GT(quality.ssim, 0.9);
  EXPECT_LT(quality.ssim, 1);
  EXPECT_GT(quality.ciede2000, 1);
}

TEST_F(MeasureTest, IdenticalFacesDoNotDrownTheMean) {
  for (const char* name : {"a.png", "b.png"}) original(name, 100);
  changed("a.png", 110);
  changed("b.png", 100);
  manifest("a.png,male\nb.png,male\n");
  QualityResult quality = run().quality;
  EXPECT_EQ(quality.identical, 1u);
  EXPECT_NEAR(quality.psnr_db, 20 * std::log10(25.5), 0.5);
  changed("a.png", 100);
  quality = run().quality;
  EXPECT_TRUE(std::isinf(quality.psnr_db));
  EXPECT_NEAR(quality.ssim, 1, 1e-12);
}

TEST_F(MeasureTest, SaysWhereTheVersionsDifferInSize) {
  original("a.png", 100, {true});
  changed("a.png", 100, {true, false});
  manifest("a.png,male\n");
  const EvaluateReport report = run();
  EXPECT_EQ(report.quality.faces, 0u);
  EXPECT_TRUE(std::isnan(report.quality.ssim));
  EXPECT_THAT(report.problems, ElementsAre(HasSubstr("differ in size")));
}

TEST_F(MeasureTest, ShowsAttackersEveryFaceWithItsScores) {
  for (const char* name : {"a.png", "b.png", "c.png"}) original(name, 100);
  changed("a.png", 100, {false});
  changed("b.png", 120);
  changed("c.png", 60);
  manifest("a.png,male\nb.png,male\nc.png,\n");
  CollectOptions collect;
  collect.originals = read_manifest(temp_.path() / "original");
  collect.protected_folder = temp_.path() / "protected";
  collect.keep.chips = true;
  collect.keep.gallery = 3;
  for (const std::size_t batch : {1, 2, 8}) {
    collect.batch = batch;
    const Collected collected = collect_scores(collect, detector_, judges_, observer_);
    ASSERT_TRUE(collected.originals[0] && collected.protecteds[1]);
    EXPECT_FALSE(collected.protecteds[0]);
    EXPECT_EQ(collected.originals[1]->male.at(0), 0.5);
    EXPECT_EQ(collected.protecteds[1]->male.at(0), 0.6);
    EXPECT_EQ(collected.protecteds[1]->embeddings.at(0).at<float>(0), 120);
    EXPECT_THAT(collected.kept.rows, ElementsAre(1u));  // labelled, and found in both versions
    ASSERT_EQ(collected.kept.gallery.size(), 2u);
    EXPECT_EQ(collected.kept.gallery[0].path, "b.png");
  }
}

TEST_F(MeasureTest, ReturnsTheReportWholeAndTheFacesToShow) {
  for (const char* name : {"a.png", "b.png"}) original(name, 100);
  changed("a.png", 120);
  changed("b.png", 130);
  manifest("a.png,male\nb.png,female\n");
  MeasureOptions options = this->options();
  options.gallery = 5;
  options.effort = AttackEffort::kFast;
  const Evaluation evaluation = measure(options, detector_, judges_, observer_);
  ASSERT_EQ(evaluation.gallery.size(), 2u);
  EXPECT_EQ(evaluation.gallery[1].path, "b.png");
  EXPECT_TRUE(evaluation.report.too_few_to_attack);
  EXPECT_EQ(evaluation.report.verdict.level, "unknown");
  EXPECT_FALSE(evaluation.report.verdict.findings.empty());
}

TEST_F(MeasureTest, StopsWhereItsObserverWantsIt) {
  original("a.png", 100);
  original("b.png", 100);
  changed("a.png", 120);
  changed("b.png", 120);
  manifest("a.png,male\nb.png,female\n");
  batch_ = 1;
  const auto run_for = [&](int asked) {
    testing::Impatient observer(asked);
    measure(options({{"a.png", "b.png", false}}), detector_, judges_, observer);
  };
  EXPECT_THAT([&] { run_for(1); },
              ::testing::ThrowsMessage<Stopped>(HasSubstr("stopped after 1 of 2 images")));
  for (const int asked : {0, 2, 3}) EXPECT_THROW(run_for(asked), Stopped);  // 2, 3: the judges
  EXPECT_NO_THROW(run_for(4));
}

TEST_F(MeasureTest, NamesUnprotectedImages) {
  std::string rows;
  for (int i = 0; i < 20; ++i) {
    const std::string name = std::to_string(i) + ".png";
    original(name, 100);
    changed(name, i == 7 ? 100 : 120);
    rows += name + ",male\n";
  }
  manifest(rows);
  const EvaluateReport report = run();
  ASSERT_EQ(report.folder_faults.size(), 1u);
  EXPECT_EQ(report.folder_faults[0].id, "unprotected_images");
  EXPECT_THAT(report.folder_faults[0].examples, ElementsAre("7.png"));
  EXPECT_EQ(report.folder_faults[0].of, 20u);
}

TEST_F(MeasureTest, SaysWhereNoThresholdCanBeFixed) {
  original("a.png", 100);
  changed("a.png", 100);
  manifest("a.png,male\n");
  EXPECT_THAT(run({{"a.png", "a.png", true}}).problems,
              ElementsAre(HasSubstr("fake matcher: no non-mated pair")));
}

TEST_F(MeasureTest, RefusesFoldersWithNothingInCommon) {
  original("a.png", 100);
  changed("b.png", 100);
  manifest("a.png,male\n");
  EXPECT_ERROR(run(), HasSubstr("holds no file of the manifest"));
}

}  // namespace
}  // namespace antifaz
