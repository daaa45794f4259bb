#include "pipelines/ledger/ledger_export.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "pipelines/ledger/ledger.hpp"
#include "src/data/csv.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Two entries with names that would break a row.
class LedgerExportTest : public ::testing::Test {
 protected:
  LedgerExportTest() {
    LedgerEntry done;
    done.place = "a,\"b\"\n\xff.jpg";
    done.input = "/in/" + done.place;
    done.status = LedgerStatus::kProtected;
    done.input_hash = "12";
    done.input_stamp.size = 5;
    done.output_hash = "34";
    done.output_stamp.size = 6;
    done.time = 1'700'000'000;
    done.faces = {{{1.5f, 2, 30, 40}, 0.875}, {{-3, 0, 1, 1}, 1, FaceFate::kBlurred, true}};
    done.marks = {PhotoMark::kDark, PhotoMark::kTinyFaces};
    done.smallest_face = 20;
    LedgerEntry failed;
    failed.place = "=cmd.jpg";
    failed.input = "/in/=cmd.jpg";
    failed.reason = "is broken\x1b";
    Ledger(out_).record({done, failed});
  }
  std::string text(LedgerFormat format) {
    std::ostringstream out;
    export_ledger(out_, format, observer_, out);
    return out.str();
  }

  testing::TempFolder temp_;
  std::filesystem::path out_ = temp_.path() / "out";
  Observer observer_;
};

TEST_F(LedgerExportTest, CsvHasARowAPhotograph) {
  const CsvTable table = read_csv(temp_.write("rows.csv", text(LedgerFormat::kCsv)));
  EXPECT_THAT(table.columns, ElementsAre("place", "input", "status", "reason", "input_sha256",
                                         "input_bytes", "output_sha256", "output_bytes", "time",
                                         "faces", "marks", "smallest_face"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells,
              ElementsAre("\\x3dcmd.jpg", "/in/=cmd.jpg", "failed", "is broken\\x1b", "", "0", "",
                          "0", "", "", "", "0"));
  EXPECT_THAT(
      table.rows[1].cells,
      ElementsAre("a,\"b\"\\x0a\\xff.jpg", "/in/a,\"b\"\\x0a\\xff.jpg", "protected", "", "12", "5",
                  "34", "6", "2023-11-14T22:13:20Z",
                  "1.5 2 30 40 0.875; -3 0 1 1 1 blurred doubtful", "dark tiny_faces", "20"));
}

TEST_F(LedgerExportTest, JsonLinesSayTheSame) {
  std::istringstream lines(text(LedgerFormat::kJsonLines));
  std::string first, second, none;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_FALSE(std::getline(lines, none));
  EXPECT_EQ(nlohmann::json::parse(first)["place"], "\\x3dcmd.jpg");
  const nlohmann::json row = nlohmann::json::parse(second);
  EXPECT_EQ(row["input"], "/in/a,\"b\"\\x0a\\xff.jpg");
  EXPECT_EQ(row["status"], "protected");
  EXPECT_EQ(row["output_bytes"], 6);
  EXPECT_EQ(row["faces"][0]["box"], nlohmann::json({1.5, 2, 30, 40}));
  EXPECT_EQ(row["faces"][0]["score"], 0.875);
  EXPECT_EQ(row["faces"].size(), 2u);
  EXPECT_EQ(row["faces"][0]["doubtful"], false);
  EXPECT_EQ(row["faces"][1]["doubtful"], true);
  EXPECT_EQ(row["marks"], nlohmann::json({"dark", "tiny_faces"}));
  EXPECT_EQ(row["smallest_face"], 20);
}

TEST_F(LedgerExportTest, StandsOutsideWhatIsHandedOut) {
  const std::filesystem::path link = out_.parent_path() / "link";
  std::filesystem::create_directory_symlink(out_, link);
  for (const auto& file : {out_ / "a.csv", out_ / "sub/a.csv", link / ".antifaz/ledger.sqlite"}) {
    EXPECT_ERROR(expect_export_place(file, out_), HasSubstr("lies in the output folder")) << file;
    EXPECT_ERROR(expect_export_place(file, out_ / ""), HasSubstr("name a file outside"));
  }
  expect_export_place(out_.parent_path() / "a.csv", out_);
  expect_export_place(out_.string() + ".csv", out_);
}

TEST_F(LedgerExportTest, StopsWhereItIsWanted) {
  struct Impatient : Observer {
    bool wants_stop() const override { return true; }
  } impatient;
  std::ostringstream out;
  EXPECT_THROW(export_ledger(out_, LedgerFormat::kCsv, impatient, out), Stopped);
  EXPECT_ERROR(export_ledger(temp_.path(), LedgerFormat::kCsv, observer_, out),
               HasSubstr("holds no ledger"));
}

}  // namespace
}  // namespace antifaz
