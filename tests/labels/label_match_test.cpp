#include "src/labels/label_match.hpp"

#include <gmock/gmock.h>

#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kComposed[] = "Zo\xC3\xAB.jpg", kDecomposed[] = "Zoe\xCC\x88.jpg";

/// Files by their names below "in", and labels that lie elsewhere.
class LabelMatchTest : public ::testing::Test {
 protected:
  /// Each file's row by its path, or "-".
  std::vector<std::string> matched(const std::vector<std::string>& names, const std::string& rows) {
    labels_ = read_labels(temp_.write("labels.csv", "path,gender\n" + rows));
    std::vector<FileToLabel> files;
    for (const std::string& name : names) files.push_back({temp_.path() / "in" / name, name});
    return match(files);
  }

  std::vector<std::string> match(const std::vector<FileToLabel>& files) {
    match_ = match_labels(labels_, files);
    std::vector<std::string> lines;
    for (const auto& row : match_.row_of) {
      lines.push_back(row ? labels_.manifest.rows[*row].path.string() : "-");
    }
    return lines;
  }

  testing::TempFolder temp_;
  LabelTable labels_;
  LabelMatch match_;
};

TEST_F(LabelMatchTest, SpellingsOfOnePathMatch) {
  for (const std::string row : {"sub/b.jpg", "sub\\b.jpg", "./sub/b.jpg", ".\\sub\\b.jpg",
                                "sub/b.jpg  ", " sub/b.jpg", "in/sub/b.jpg", "in\\sub\\b.jpg"}) {
    EXPECT_THAT(matched({"sub/b.jpg"}, row + ",male\n"), ElementsAre(row));
    EXPECT_TRUE(match_.complete()) << row;
    EXPECT_THAT(match_.messages(), IsEmpty());
  }
}

TEST_F(LabelMatchTest, NormalFormsOfUnicodeMatchBothWays) {
  EXPECT_THAT(matched({kComposed}, std::string(kDecomposed) + ",male\n"), ElementsAre(kDecomposed));
  EXPECT_THAT(matched({kDecomposed}, std::string(kComposed) + ",male\n"), ElementsAre(kComposed));
}

TEST_F(LabelMatchTest, FilesThatOnlyDifferInFormNeedTheirExactSpelling) {
  EXPECT_THAT(matched({kComposed, kDecomposed},
                      std::string(kComposed) + ",male\n" + kDecomposed + ",female\n"),
              ElementsAre(kComposed, kDecomposed));
  EXPECT_THAT(matched({"a\\b.jpg", "a/b.jpg"}, "./a/b.jpg,male\n"), ElementsAre("-", "-"));
  EXPECT_EQ(match_.unclear_rows.names(), "'./a/b.jpg (line 2)'");
  EXPECT_EQ(match_.files_without_row.count, 2u);
}

TEST_F(LabelMatchTest, RowsForOneFileMustSayTheSame) {
  EXPECT_THAT(matched({"a.jpg"}, "a.jpg,male\n./a.jpg,male\n"), ElementsAre("a.jpg"));
  EXPECT_TRUE(match_.complete());
  EXPECT_THAT(matched({"a.jpg"}, "a.jpg,male\n./a.jpg,female\n"), ElementsAre("-"));
  EXPECT_EQ(match_.unclear_rows.names(), "'a.jpg (line 2)', './a.jpg (line 3)'");
}

TEST_F(LabelMatchTest, WhatIsLeftOverIsCountedAndNamed) {
  EXPECT_THAT(matched({"a.jpg", "b.jpg", "C.jpg"}, "a.jpg,M\nc.jpg,male\nx\x1B.jpg,female\n"),
              ElementsAre("a.jpg", "-", "-"));
  EXPECT_EQ(match_.matched, 1u);
  EXPECT_FALSE(match_.complete());
  EXPECT_THAT(
      match_.messages(),
      ElementsAre(
          "2 rows of the labels match no photograph: 'c.jpg (line 3)', 'x\\x1b.jpg (line 4)'",
          "2 photographs have no row in the labels: 'b.jpg', 'C.jpg'",
          "1 gender is no label, which 'female' and 'male' are: 'M (line 2)'"));
}

TEST_F(LabelMatchTest, AMillionLeftOversAreOneShortLine) {
  std::string rows;
  for (int i = 0; i < 100'000; ++i) rows += std::to_string(i) + std::string(300, 'x') + ",male\n";
  matched({"a.jpg"}, rows);
  for (const std::string& line : match_.messages()) EXPECT_LE(line.size(), 1500u);
  EXPECT_EQ(match_.rows_without_file.count, 100'000u);
}

TEST_F(LabelMatchTest, PathsOfOtherMachinesMatchByTheirOnlyEnding) {
  for (const std::string row : {"C:\\Users\\ann\\photos\\sub\\b.jpg", "/home/ann/sub/b.jpg",
                                "\\\\server\\photos\\sub\\b.jpg", "d:/sub/b.jpg"}) {
    EXPECT_THAT(matched({"a.jpg", "sub/b.jpg"}, row + ",male\n"), ElementsAre("-", row));
  }
  EXPECT_THAT(matched({"sub/b.jpg", "b.jpg"}, "C:\\sub\\b.jpg,male\n"), ElementsAre("-", "-"));
  EXPECT_EQ(match_.unclear_rows.count, 1u);
  EXPECT_THAT(matched({"b.jpg"}, "C:\\x\\ab.jpg,male\n"), ElementsAre("-"));  // not at a slash
  EXPECT_EQ(match_.rows_without_file.count, 1u);
  EXPECT_THAT(matched({"b.jpg"}, "other/b.jpg,male\n"), ElementsAre("-"));  // a relative path
  EXPECT_THAT(matched({"b.jpg"}, "C:\\x\\b.jpg,male\nC:\\y\\b.jpg,female\n"), ElementsAre("-"));
  EXPECT_EQ(match_.unclear_rows.count, 2u);
}

TEST_F(LabelMatchTest, ThePlaceComesBeforeTheName) {
  const std::string place = (temp_.path() / "in/a.jpg").string();
  EXPECT_THAT(matched({"a.jpg"}, place + ",male\n"), ElementsAre(place));
  EXPECT_THAT(matched({"a.jpg", "in/a.jpg"}, "in/a.jpg,male\n"), ElementsAre("in/a.jpg", "-"));
}

TEST_F(LabelMatchTest, WithoutNamesOnlyThePlaceCounts) {
  temp_.write("in/a.jpg", "");
  labels_ = read_labels(temp_.write("in/labels.csv", "path,gender\na.jpg,male\n"));
  EXPECT_THAT(match({{temp_.path() / "in/a.jpg", ""}, {temp_.path() / "more/a.jpg", ""}}),
              ElementsAre("a.jpg", "-"));
}

TEST_F(LabelMatchTest, LinksHaveTheLabelOfTheirFile) {
  temp_.write("in/a.jpg", "");
  fs::create_symlink("a.jpg", temp_ / "in/link.jpg");
  EXPECT_THAT(matched({"a.jpg", "link.jpg"}, "in/a.jpg,male\n"),
              ElementsAre("in/a.jpg", "in/a.jpg"));
  EXPECT_THAT(matched({"a.jpg", "link.jpg"}, "in/a.jpg,male\nin/link.jpg,female\n"),
              ElementsAre("in/a.jpg", "in/link.jpg"));
}

TEST_F(LabelMatchTest, NamesAloneMatchToo) {
  labels_ = read_labels(temp_.write("labels.csv", "path,gender\nsub\\b.jpg,male\n"));
  EXPECT_THAT(match({{"", "sub/b.jpg"}, {"", "c.jpg"}}), ElementsAre("sub\\b.jpg", "-"));
}

TEST_F(LabelMatchTest, ManyFilesOfOneNameAreNotSlow) {
  std::vector<std::string> names;
  std::string rows;
  for (int i = 0; i < 20'000; ++i) {
    const std::string name = std::to_string(i) + "/x.jpg";
    names.push_back(name);
    rows += "C:\\photos\\" + std::to_string(i) + "\\x.jpg,male\n";
  }
  matched(names, rows);
  EXPECT_EQ(match_.matched, names.size());
}

TEST(SharedLabels, MatchOrNameWhatDoesNot) {
  ANTIFAZ_REQUIRE_SHARED("data/cases/labels");
  const fs::path cases = shared_path("data/cases/labels");
  const std::vector<FileToLabel> files{{cases / "in/a.jpg", "a.jpg"},
                                       {cases / "in/sub/b.jpg", "sub/b.jpg"}};
  for (const char* name : {"Gender.csv", "backslash.csv", "semicolon.csv"}) {
    const LabelTable labels = read_labels(cases / name);
    const LabelMatch match = match_labels(labels, files);
    EXPECT_EQ(match.matched, labels.manifest.rows.size()) << name;
    EXPECT_EQ(match.rows_without_file.count, 0u) << name;
    for (const ManifestRow& row : labels.manifest.rows) EXPECT_EQ(row.gender, Gender::kMale);
    if (match.matched == 1) {
      EXPECT_THAT(match.messages(), ElementsAre(HasSubstr("no row in the labels: 'sub/b.jpg'")));
    }
  }
}

}  // namespace
}  // namespace antifaz
