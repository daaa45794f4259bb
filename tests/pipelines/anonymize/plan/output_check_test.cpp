#include "pipelines/anonymize/plan/output_check.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "pipelines/anonymize/anonymize_json.hpp"
#include "pipelines/anonymize/plan/name_folding.hpp"
#include "src/core/sha256.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/run_ledger_fixture.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class OutputCheckTest : public testing::RunLedgerFixture {
 protected:
  void write_report(const AnonymizeReport& report) {
    std::ofstream out(options_.report);
    write_json(report, options_.mode, false, out);
  }
  bool tells_names_apart() {
    return !folds_together(temp_.path(), "a/B.png", "a/b.png") &&
           !folds_together(temp_.path(), "\xc3\xa9", "e\xcc\x81");
  }
};

TEST_F(OutputCheckTest, NamesThatOtherFileSystemsTakeForOneAreNamed) {
  if (!tells_names_apart()) GTEST_SKIP() << "this file system takes them for one";
  for (const char* name : {"sub/B.png", "sub/b.png", "caf\xc3\xa9.png", "cafe\xcc\x81.png"}) {
    photo(name);
  }
  EXPECT_EQ(run().count(OutcomeKind::kProtected), 4u);
  EXPECT_THAT(messages_.lines,
              Contains(AllOf(HasSubstr("2 photographs differ from others in nothing but"),
                             HasSubstr("'sub/b.png'"), HasSubstr("'caf\xc3\xa9.png'"))));
  EXPECT_EQ(again().before(), 4u);
}

/// Links make one place of two names, as such file systems do.
TEST_F(OutputCheckTest, NamesThatBecomeOneFileAreRefused) {
  photo("SUB/b.png");
  photo("sub/b.png");
  if (!tells_names_apart()) GTEST_SKIP() << "this file system takes them for one";
  fs::create_directories(out("sub"));
  fs::create_directory_symlink("sub", out("SUB"));
  EXPECT_ERROR(run(), HasSubstr("would be written here"));
}

TEST_F(OutputCheckTest, WhatCanNotBeTriedIsTakenForOne) {
  EXPECT_TRUE(folds_together(temp_.path() / "missing", "A", "a"));
  EXPECT_TRUE(folds_together(temp_.path(), "a", "a"));
  EXPECT_FALSE(folds_together(temp_.path(), "a/b", "c/b"));
  EXPECT_TRUE(fs::is_empty(temp_.path())) << "leaves nothing behind";
}

TEST_F(OutputCheckTest, WhatDoesNotFitIsRefusedFirst) {
  photo("a.png");
  const fs::path huge = temp_.write("in/huge.png", "");
  std::error_code problem;
  fs::resize_file(huge, std::uintmax_t{10} << 40, problem);  // a hole: it takes no place itself
  if (problem || fs::space(temp_.path()).available > (std::uintmax_t{10} << 40)) {
    GTEST_SKIP() << "no file larger than the disk can be made";
  }
  EXPECT_ERROR(run(), AllOf(HasSubstr("about 12"), HasSubstr(" MB would be written"),
                            HasSubstr(" MB are free in")));
  EXPECT_EQ(protector_.calls, 0);
  EXPECT_FALSE(fs::exists(options_.output));
}

TEST_F(OutputCheckTest, OverwritingDoesAgainWhatWasDone) {
  photo("a.png");
  run();
  options_.overwrite = true;
  EXPECT_EQ(again().before(), 0u);
  EXPECT_EQ(protector_.calls, 1);
}

TEST_F(OutputCheckTest, WhatIsNoLongerAmongTheInputsIsNamedAndStays) {
  for (const char* name : {"a.png", "b.png", "none.png"}) photo(name, {name[0] != 'n'});
  run();
  EXPECT_THAT(again().before(), 3u);
  EXPECT_THAT(messages_.lines, Not(Contains(HasSubstr("not among the inputs"))));
  fs::remove(temp_ / "in/a.png");
  fs::remove(temp_ / "in/none.png");
  again();
  EXPECT_THAT(messages_.lines,
              Contains(AllOf(HasSubstr("1 photograph of earlier runs"),
                             HasSubstr("not among the inputs now"), HasSubstr("'a.png'"))));
  EXPECT_TRUE(written("a.png"));
}

TEST_F(OutputCheckTest, AnEarlierReportOfTheFolderIsReplacedAndAStrangeOneIsNot) {
  photo("a.png");
  options_.report = temp_ / "report.json";
  write_report(run());
  EXPECT_EQ(again().before(), 1u);
  options_.output = temp_ / "elsewhere";
  EXPECT_ERROR(run(), HasSubstr("report.json: exists already"));
  options_.output = temp_ / "out";
  fs::rename(options_.report, temp_ / "moved.json");
  fs::create_symlink("moved.json", options_.report);
  EXPECT_ERROR(run(), HasSubstr("report.json: exists already"));
  options_.report = temp_.write("mine.json", R"({"schema":"antifaz-anonymization"})");
  EXPECT_ERROR(run(), HasSubstr("mine.json: exists already"));
}

/// Companions by kind, refused photographs one by one, and the hashes of what was read.
TEST_F(OutputCheckTest, TheLedgerKnowsWhatWasLeftOutAndRefused) {
  photo("a.png");
  temp_.write("in/b.nef", "");
  temp_.write("in/notes.txt", "");
  run();
  EXPECT_THAT(LedgerReader(options_.output).left_out(),
              ElementsAre(::testing::Pair("text files", 1u)));
  const auto entries = ledger();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].input_hash, sha256_of(temp_ / "in/a.png"));
  EXPECT_EQ(entries[0].output_hash, sha256_of(out("a.png")));
  EXPECT_EQ(entries[1].status, LedgerStatus::kFailed);
  EXPECT_THAT(entries[1].reason, HasSubstr("a format that is not read"));
}

}  // namespace
}  // namespace antifaz
