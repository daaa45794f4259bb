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
    check_ = verify_folder({out_}, observer_, [&](const FoundDrift& one) {
      found.emplace_back(one.file.string(), to_string(one.drift));
    });
    return found;
  }

  FolderCheck check_;
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
  EXPECT_THAT(drift(), ElementsAre());
  EXPECT_TRUE(check_.holds());
  EXPECT_EQ(check_.files, 2u);
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
  EXPECT_FALSE(check_.holds());
  EXPECT_EQ(check_.drift, 6u);
  EXPECT_EQ(check_.files, 6u);
}

TEST_F(VerifyFolderTest, StatusCountsAndSaysWhatFailed) {
  add("a.jpg", LedgerStatus::kProtected);
  add("b.jpg", LedgerStatus::kProtected, "other");
  add("c.jpg", LedgerStatus::kFailed);
  add("d.jpg", LedgerStatus::kNoFace);
  const FolderStatus status = folder_status({out_}, observer_);
  EXPECT_EQ(status.photographs, 4u);
  EXPECT_EQ(status.faces.at(FaceFate::kProtected), 4u);
  EXPECT_EQ(status.counts.at(LedgerStatus::kProtected), 2u);
  EXPECT_EQ(status.settings.size(), 2u);
  EXPECT_THAT(status.failures,
              ElementsAre(AllOf(Field(&FolderStatus::Failure::input, "/in/c.jpg"),
                                Field(&FolderStatus::Failure::reason, "is broken")),
                          Field(&FolderStatus::Failure::input, "/in/d.jpg")));
}

TEST_F(VerifyFolderTest, StatusNamesTheFirstOfManyAndCountsAll) {
  const int many = static_cast<int>(FolderStatus::kNamed) + 5;
  for (int i = 0; i < many; ++i) add(std::to_string(i), LedgerStatus::kFailed);
  const FolderStatus status = folder_status({out_}, observer_);
  EXPECT_EQ(status.not_written, FolderStatus::kNamed + 5);
  EXPECT_EQ(status.failures.size(), FolderStatus::kNamed);
}

/// Of the last run, whatever those before it found.
TEST_F(VerifyFolderTest, StatusKnowsWhatWasLeftOut) {
  add("a.jpg", LedgerStatus::kProtected);
  EXPECT_THAT(folder_status({out_}, observer_).left_out, ElementsAre());
  Ledger(out_).record_left_out({{"text files", 2}, {"videos", 1}});
  Ledger(out_).record_left_out({{"text files", 3}});
  EXPECT_THAT(folder_status({out_}, observer_).left_out, ElementsAre(Pair("text files", 3u)));
}

/// More entries than are read at once, and a run that writes meanwhile.
TEST_F(VerifyFolderTest, AllIsToldWhileAnotherWrites) {
  constexpr int kEntries = 1000;
  Ledger ledger(out_);
  std::vector<LedgerEntry> entries(kEntries);
  for (int i = 0; i < kEntries; ++i) entries[i].place = std::to_string(100000 + i);
  ledger.record(entries);
  LedgerReader reader(out_);
  EXPECT_EQ(reader.size(), std::size_t{kEntries});
  std::string last;
  int told = 0;
  reader.each([&](const LedgerEntry& entry) {
    EXPECT_LT(last, entry.place);
    last = entry.place;
    if (++told % 100 == 0) ledger.record({entry});
  });
  EXPECT_EQ(told, kEntries);
  EXPECT_TRUE(reader.find("100999"));
  EXPECT_FALSE(reader.find("nobody"));
}

TEST_F(VerifyFolderTest, AFolderWithoutALedgerIsAMistake) {
  EXPECT_ERROR(drift(), HasSubstr("holds no ledger"));
  EXPECT_ERROR(folder_status({out_}, observer_), HasSubstr("holds no ledger"));
}

}  // namespace
}  // namespace antifaz
