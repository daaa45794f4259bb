#include "pipelines/ledger/verify_folder.hpp"

#include <gmock/gmock.h>

#include "pipelines/ledger/folder_status.hpp"
#include "pipelines/ledger/ledger.hpp"
#include "src/core/sha256.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Pair;
namespace fs = std::filesystem;

/// An output folder with files that a ledger knows.
class VerifyFolderTest : public ::testing::Test {
 protected:
  void add(const std::string& place, LedgerStatus status, const std::string& settings = "s") {
    LedgerEntry entry;
    entry.place = place;
    entry.input = fs::path("/in") / place;
    entry.status = status;
    entry.settings = settings;
    if (status == LedgerStatus::kFailed) entry.reason = "is broken";
    if (status == LedgerStatus::kProtected || status == LedgerStatus::kCopied) {
      entry.output_hash = sha256_of_bytes(place);
      temp_.write("out/" + place, place);
      entry.faces.resize(2);
    }
    Ledger(out_).record({entry});
  }
  std::vector<std::pair<std::string, std::string>> drift() {
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& one : verify_folder({out_}, observer_).drift) {
      found.emplace_back(one.file.string(), to_string(one.drift));
    }
    return found;
  }

  testing::TempFolder temp_;
  fs::path out_ = temp_.path() / "out";
  Observer observer_;
};

TEST_F(VerifyFolderTest, HoldsWhereAllIsAsItWasWritten) {
  add("a.jpg", LedgerStatus::kProtected);
  add("deep/b.jpg", LedgerStatus::kCopied);
  add("c.jpg", LedgerStatus::kFailed);
  add("d.jpg", LedgerStatus::kNoFace);
  temp_.write("out/report.json", "{}");
  const FolderCheck check = verify_folder({out_}, observer_);
  EXPECT_TRUE(check.holds());
  EXPECT_EQ(check.files, 2u);
}

TEST_F(VerifyFolderTest, EachKindOfDriftIsNamed) {
  for (const char* name : {"a.jpg", "b.jpg", "c.jpg", "deep/d.jpg", "e.jpg"}) {
    add(name, LedgerStatus::kProtected);
  }
  add("f.jpg", LedgerStatus::kFailed);
  add("g.jpg", LedgerStatus::kStarted);
  fs::remove(out_ / "a.jpg");
  temp_.write("out/b.jpg", "B.jpg");
  fs::remove(out_ / "c.jpg");
  fs::create_symlink("e.jpg", out_ / "c.jpg");
  temp_.write("out/f.jpg", "who wrote this?");
  temp_.write("out/deep/new.jpg", "who wrote this?");
  EXPECT_THAT(drift(), ElementsAre(Pair("a.jpg", "missing"), Pair("b.jpg", "changed"),
                                   Pair("c.jpg", "changed"), Pair("g.jpg", "unfinished"),
                                   Pair("deep/new.jpg", "foreign"), Pair("f.jpg", "foreign")));
}

TEST_F(VerifyFolderTest, StatusCountsAndSaysWhatFailed) {
  add("a.jpg", LedgerStatus::kProtected);
  add("b.jpg", LedgerStatus::kProtected, "other");
  add("c.jpg", LedgerStatus::kFailed);
  add("d.jpg", LedgerStatus::kNoFace);
  const FolderStatus status = folder_status({out_}, observer_);
  EXPECT_EQ(status.photographs, 4u);
  EXPECT_EQ(status.faces, 4u);
  EXPECT_EQ(status.counts.at(LedgerStatus::kProtected), 2u);
  EXPECT_EQ(status.settings.size(), 2u);
  EXPECT_THAT(status.failures,
              ElementsAre(AllOf(Field(&FolderStatus::Failure::input, "/in/c.jpg"),
                                Field(&FolderStatus::Failure::reason, "is broken")),
                          Field(&FolderStatus::Failure::input, "/in/d.jpg")));
}

TEST_F(VerifyFolderTest, AFolderWithoutALedgerIsAMistake) {
  EXPECT_ERROR(verify_folder({out_}, observer_), HasSubstr("holds no ledger"));
  EXPECT_ERROR(folder_status({out_}, observer_), HasSubstr("holds no ledger"));
}

}  // namespace
}  // namespace antifaz
