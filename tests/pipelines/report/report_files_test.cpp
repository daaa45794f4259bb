#include "pipelines/report/report_files.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "pipelines/report/evaluation_json.hpp"
#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST(ReportFilesTest, AreAskedForBeforeTheWork) {
  const testing::TempFolder temp;
  const fs::path good = temp.path() / "report", missing = temp.path() / "missing" / "report";
  expect_writable(ReportFiles{});
  expect_writable(ReportFiles{good, "", ""});
  EXPECT_ERROR(expect_writable(ReportFiles{missing, "", ""}), HasSubstr("there is no folder"));
  EXPECT_ERROR(expect_writable(ReportFiles{"", missing, ""}), HasSubstr("there is no folder"));
  EXPECT_ERROR(expect_writable(ReportFiles{good, "", missing}), HasSubstr("there is no folder"));
  EXPECT_ERROR(expect_writable(ReportFiles{"", temp.path(), ""}), HasSubstr("is a folder"));
  EXPECT_FALSE(fs::exists(good));
}

TEST(ReportFilesTest, TwoInOneFileAreRefused) {
  const testing::TempFolder temp;
  const fs::path file = temp.path() / "report";
  EXPECT_ERROR(expect_writable(ReportFiles{file, file, ""}), HasSubstr("two reports in one"));
  EXPECT_ERROR(expect_writable(ReportFiles{"", file, temp.path() / "." / "report"}),
               HasSubstr(file.string()));
}

TEST(ReportFilesTest, AreWrittenWhereNamed) {
  const testing::TempFolder temp;
  const ReportFiles files{temp.path() / "a.json", temp.path() / "a.csv", temp.path() / "a.html"};
  const nlohmann::json report = to_json(EvaluateReport());
  write_report({"", "", ""}, report, {});
  EXPECT_TRUE(fs::is_empty(temp.path()));
  write_report(files, report, {});
  EXPECT_EQ(nlohmann::json::parse(read_file(files.json)), report);
  EXPECT_THAT(read_file(files.csv), HasSubstr("figure,value,low,high\n"));
  EXPECT_THAT(read_file(files.html), HasSubstr("</html>"));
}

}  // namespace
}  // namespace antifaz
