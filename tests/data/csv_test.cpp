#include "src/data/csv.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

CsvTable parse(const std::string& text) {
  testing::TempFolder folder;
  return read_csv(folder.write("t.csv", text));
}

TEST(Csv, QuotesCommasAndNewlines) {
  const CsvTable table = parse("a,b\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",z\n,\n");
  EXPECT_THAT(table.columns, ElementsAre("a", "b"));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("x,1", "say \"hi\""));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("two\nlines", "z"));
  EXPECT_THAT(table.rows[2].cells, ElementsAre("", ""));
}

TEST(Csv, RowsKnowTheLineTheyBeginOn) {
  for (const std::string newline : {"\n", "\r\n"}) {
    std::string text;
    for (const char* line : {"a", "", "1", "\"2", "2\"", "", "3"}) text += line + newline;
    const CsvTable table = parse(text);
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(table.rows[0].line, 3u);
    EXPECT_EQ(table.rows[1].line, 4u);
    EXPECT_EQ(table.rows[2].line, 7u);
  }
}

TEST(Csv, ByteOrderMarkAndMissingLastNewline) {
  const CsvTable table = parse("\xEF\xBB\xBFpath,n\r\na.jpg,1");
  EXPECT_THAT(table.columns, ElementsAre("path", "n"));
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("a.jpg", "1"));
}

TEST(Csv, KeepsSpacesAndUtf8) {
  EXPECT_THAT(parse("a,b\n Zo\xC3\xAB ,\t\n").rows[0].cells, ElementsAre(" Zo\xC3\xAB ", "\t"));
}

TEST(Csv, RowsMayHaveAnyNumberOfCells) {
  const CsvTable table = parse("a,b\n1\n1,2,3\n");
  EXPECT_THAT(table.rows[0].cells, ElementsAre("1"));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("1", "2", "3"));
}

TEST(Csv, FindsColumns) {
  const CsvTable table = parse("a,b\n");
  EXPECT_EQ(table.find("b"), 1u);
  EXPECT_EQ(table.find("B"), std::nullopt);
}

TEST(Csv, FaultsNameTheLine) {
  EXPECT_ERROR(parse("a\n1\nx\"y\n"), HasSubstr("line 3: a quote"));
  EXPECT_ERROR(parse("a\n\n\"open\nstill\n"), HasSubstr("line 3: a quote"));
}

TEST(Csv, HeaderMustNameEveryColumnOnce) {
  EXPECT_ERROR(parse(""), HasSubstr("t.csv: is empty"));
  EXPECT_ERROR(parse("\xEF\xBB\xBF\n\n"), HasSubstr("is empty"));
  EXPECT_ERROR(parse("a,b,a\n"), HasSubstr("column 'a' is there twice"));
  EXPECT_ERROR(parse("a,\n"), HasSubstr("has no name"));
}

TEST(Csv, LinesAreQuotedOnlyWhereNeeded) {
  EXPECT_EQ(csv_line({"plain", " space", ""}), "plain, space,\n");
  EXPECT_EQ(csv_line({"a,b", "say \"hi\"", "x\ny"}), "\"a,b\",\"say \"\"hi\"\"\",\"x\ny\"\n");
}

TEST(Csv, ReadsWhatItWrites) {
  const std::vector<std::string> cells{"a,b", "\"", "x\r\ny", "", " z "};
  EXPECT_EQ(parse("1,2,3,4,5\n" + csv_line(cells)).rows.at(0).cells, cells);
  EXPECT_THAT(parse("1\n" + csv_line({""})).rows.at(0).cells, ElementsAre(""));
}

}  // namespace
}  // namespace antifaz
