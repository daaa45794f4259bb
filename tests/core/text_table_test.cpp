#include "src/core/text_table.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace antifaz {
namespace {

TEST(TextTable, RightAlignsNumbersAndLeftAlignsWords) {
  TextTable table({"matcher", "TMR", "n"});
  table.add_row({"dlib", "97.5 %", "12"});
  table.add_row({"own", "-", "1000"});
  EXPECT_EQ(table.str(),
            "matcher     TMR     n\n"
            "-------  ------  ----\n"
            "dlib     97.5 %    12\n"
            "own           -  1000\n");
}

TEST(TextTable, CountsCodePointsNotBytes) {
  TextTable table({"name", "n"});
  table.add_row({"Zoë", "1"});
  table.add_row({"Müller", "20"});
  EXPECT_EQ(table.str(),
            "name     n\n"
            "------  --\n"
            "Zoë      1\n"
            "Müller  20\n");
}

TEST(TextTable, OneWordMakesAColumnText) {
  TextTable table({"value"});
  table.add_row({"1"});
  table.add_row({"1 face"});
  EXPECT_EQ(table.str(), "value\n------\n1\n1 face\n");
}

TEST(TextTable, WithoutRowsShowsItsHeader) {
  EXPECT_EQ(TextTable({"a", "bc"}).str(), "a  bc\n-  --\n");
}

TEST(TextTable, EmptyFirstCellKeepsItsColumn) {
  TextTable table({"", "x"});
  table.add_row({"", "7"});
  EXPECT_EQ(table.str(), "  x\n  -\n  7\n");
}

TEST(TextTable, RowOfAnotherLengthIsABug) {
  TextTable table({"a", "b"});
  EXPECT_THROW(table.add_row({"1"}), std::logic_error);
}

}  // namespace
}  // namespace antifaz
