#include "pipelines/page/html.hpp"

#include <gmock/gmock.h>

namespace antifaz::html {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Html, EscapesWhatCouldEndAnElementOrAnAttribute) {
  EXPECT_EQ(escaped("<a href=\"x\">R&D</a>"), "&lt;a href=&quot;x&quot;&gt;R&amp;D&lt;/a&gt;");
  EXPECT_EQ(escaped("\xC3\xA9\xFF"), "\xC3\xA9\xEF\xBF\xBD");
}

TEST(Html, ShowsNumbersWithTheDigitsTheyDeserve) {
  EXPECT_EQ(number(0.86249, Unit::kPlain), "0.862");
  EXPECT_EQ(number(0.86249, Unit::kPercent), "86.2%");
  EXPECT_EQ(number(0.00123, Unit::kPercent), "0.12%");
  EXPECT_EQ(number(-0.86249, Unit::kPercent), "-86.2%");
  EXPECT_EQ(number(-0.00123, Unit::kPercent), "-0.12%");
  EXPECT_EQ(number(nullptr, Unit::kPercent), "\xE2\x80\x93");
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(999), "999");
  EXPECT_EQ(count(1234567), "1,234,567");
  EXPECT_EQ(count(nullptr), "\xE2\x80\x93");
}

TEST(Html, AFigureSaysWhereItComesFrom) {
  const Json report{{"auc", {{"value", 0.8}, {"low", 0.7}, {"high", 0.9}}},
                    {"bare", {{"value", 0.8}, {"low", nullptr}, {"high", nullptr}}}};
  EXPECT_EQ(figure_cell(report, "/auc", Unit::kPlain),
            "<td class=\"n\" data-figure=\"/auc\" data-unit=\"1\"><b>0.800</b> <span "
            "class=\"ci\">0.700 to 0.900</span></td>");
  EXPECT_THAT(figure_cell(report, "/bare", Unit::kPercent), HasSubstr("<b>80.0%</b></td>"));
  EXPECT_THAT(figure_cell(report, "/absent", Unit::kPlain), HasSubstr("\xE2\x80\x93</td>"));
}

TEST(Html, ATableNamesItsColumnsForScreenReaders) {
  const std::string html = table("wide", "Caption", {"Name", "#AUC"}, "<tr></tr>");
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">AUC</th>"));
  EXPECT_THAT(html, HasSubstr("<caption>Caption</caption>"));
  EXPECT_THAT(row_header("x<y", "<b>small</b>"),
              HasSubstr("<th scope=\"row\">x&lt;y<small><b>small</b></small></th>"));
}

}  // namespace
}  // namespace antifaz::html
