#include "src/data/csv.hpp"

#include <gmock/gmock.h>

#include "src/text/table_limits.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;

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

TEST(Csv, RowsComeWithoutAHeaderWhereAsked) {
  const testing::TempFolder folder;
  const auto file = folder.write("t.csv", "0;0\n\n1;2\n");
  const std::vector<CsvRow> rows = read_csv_rows(file);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0].cells, ElementsAre("0", "0"));
  EXPECT_EQ(rows[1].line, 3U);
  EXPECT_ERROR(with_header(rows, file), HasSubstr("is there twice"));
  EXPECT_ERROR(read_csv_rows(folder.write("t.csv", "\n")), HasSubstr("is empty"));
}

TEST(Csv, RowsKnowTheLineTheyBeginOn) {
  for (const std::string newline : {"\n", "\r\n", "\r"}) {
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
  EXPECT_EQ(table.find("c"), std::nullopt);
}

TEST(Csv, NamesOfColumnsIgnoreCaseAndSpaces) {
  const CsvTable table = parse(" Path ,Sub Ject,GENDER\n");
  EXPECT_THAT(table.columns, ElementsAre(" Path ", "Sub Ject", "GENDER"));
  EXPECT_EQ(table.find("path"), 0u);
  EXPECT_EQ(table.find("subject"), 1u);
  EXPECT_EQ(table.find("gender"), 2u);
  EXPECT_ERROR(parse("gender,Gender \n"), HasSubstr("column 'Gender ' is there twice"));
}

TEST(Csv, SpreadsheetsMaySeparateBySemicolonOrTab) {
  EXPECT_THAT(parse("path;age\na,b.jpg;\"1;5\"\n").rows.at(0).cells, ElementsAre("a,b.jpg", "1;5"));
  EXPECT_THAT(parse("path\tage\r\na;b.jpg\t1,5\r\n").rows.at(0).cells,
              ElementsAre("a;b.jpg", "1,5"));
  EXPECT_THAT(parse("\n\"a;b;c\",d\n1,2\n").columns, ElementsAre("a;b;c", "d"));
  EXPECT_THAT(parse("path\na;b\n").rows.at(0).cells, ElementsAre("a;b"));
}

TEST(Csv, AFirstLineMaySayTheSeparator) {
  for (const std::string said : {"sep=;", "SEP=;", "\"sep=;\""}) {
    for (const std::string newline : {"\n", "\r\n", "\r"}) {
      const CsvTable table = parse(said + newline + "a,b;c" + newline + "1;2" + newline);
      EXPECT_THAT(table.columns, ElementsAre("a,b", "c"));
      EXPECT_THAT(table.rows.at(0).cells, ElementsAre("1", "2"));
      EXPECT_EQ(table.rows.at(0).line, 3u);
    }
  }
  EXPECT_THAT(parse("sep=|\na|b\n").columns, ElementsAre("a", "b"));
  EXPECT_ERROR(parse("sep=\na,b\n"), HasSubstr("first line 'sep=' names no single separator"));
  EXPECT_ERROR(parse("sep=;"), HasSubstr("is empty"));
}

TEST(Csv, Utf16OfASpreadsheetIsRead) {
  std::string bytes = "\xFF\xFE";
  for (const char letter : std::string("path\tn\r\nsub\\b.jpg\t1\r\n")) bytes += {letter, '\0'};
  const CsvTable table = parse(bytes);
  EXPECT_THAT(table.columns, ElementsAre("path", "n"));
  EXPECT_THAT(table.rows.at(0).cells, ElementsAre("sub\\b.jpg", "1"));
}

TEST(Csv, WhatExceedsTheLimitsIsRefusedInOneShortLine) {
  const std::string cell(table_limits::kCellBytes, 'x');
  EXPECT_EQ(parse("a\n" + cell + "\n").rows.at(0).cells.at(0), cell);
  for (const std::string& long_one :
       {cell + "x", "\"" + cell + "x\"", std::string(20'000'000, 'x')}) {
    EXPECT_ERROR(parse("a\n" + long_one + "\n"),
                 AllOf(HasSubstr("line 2: a cell of more than 131072"), SizeIs(Le(300))));
  }
  EXPECT_ERROR(parse("a\n\"open" + std::string(200'000, '\n')),
               HasSubstr("line 2: a cell of more"));
  EXPECT_EQ(parse("a\n" + std::string(200'000, '\n') + "1\n").rows.at(0).line, 200'002u);
  EXPECT_ERROR(parse("a\n" + std::string(table_limits::kColumns, ',') + "\n"),
               HasSubstr("line 2: too many cells in a row; a table may have 16384"));
}

// A gigabyte of memory, and seconds.
TEST(CsvLimits, TooManyRowsAndCellsAreRefused) {
  std::string rows = "a\n";
  for (std::size_t i = 0; i <= table_limits::kRows; ++i) rows += "1\n";
  EXPECT_ERROR(parse(rows), HasSubstr("too many rows; a table may have 5000000"));
  const std::string row = std::string(table_limits::kColumns - 1, ',') + "\n";
  std::string cells = "a\n";
  for (std::size_t i = 0; i < table_limits::kCells / table_limits::kColumns; ++i) cells += row;
  EXPECT_ERROR(parse(cells), HasSubstr("too many cells; a table may have 33554432"));
}

TEST(Csv, ALongNameOfAColumnIsShownShort) {
  const std::string name(100'000, 'x');
  EXPECT_ERROR(parse(name + "," + name + "\n"),
               AllOf(HasSubstr("is there twice"), SizeIs(Le(400))));
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
