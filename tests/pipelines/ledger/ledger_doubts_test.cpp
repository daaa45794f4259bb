// What a ledger knows of doubtful faces and marked photographs, and ledgers from before it knew
// any.
#include <gmock/gmock.h>

#include "pipelines/ledger/database.hpp"
#include "pipelines/ledger/folder_status.hpp"
#include "pipelines/ledger/ledger.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

class LedgerDoubtsTest : public ::testing::Test {
 protected:
  static LedgerEntry entry() {
    LedgerEntry entry;
    entry.place = "a.jpg";
    entry.input = "/in/a.jpg";
    entry.status = LedgerStatus::kObscured;
    entry.faces = {{{1, 2, 3, 4}, 0.5, FaceFate::kProtected, true},
                   {{1, 2, 3, 4}, 0.5, FaceFate::kBlurred, true},
                   {{1, 2, 3, 4}, 0.5, FaceFate::kBlurred, false},
                   {{1, 2, 3, 4}, 0.5, FaceFate::kProtected, false}};
    entry.smallest_face = 12.5;
    entry.marks = {PhotoMark::kDark, PhotoMark::kTinyFaces};
    return entry;
  }
  /// A ledger of the first version, with one photograph.
  void write_old() {
    temp_.write("out/.antifaz/ledger.sqlite", "");
    Database(file(), Database::Access::kWrite)
        .run(
            "CREATE TABLE photographs (place BLOB PRIMARY KEY, input BLOB NOT NULL, status TEXT "
            "NOT NULL, reason TEXT, input_hash TEXT, input_size INTEGER, input_changed INTEGER, "
            "output_hash TEXT, output_size INTEGER, output_changed INTEGER, settings TEXT, weights "
            "TEXT, faces TEXT, time INTEGER) WITHOUT ROWID; "
            "INSERT INTO photographs VALUES (CAST('old.jpg' AS BLOB), CAST('/in/old.jpg' AS BLOB), "
            "'protected', '', '', 0, 0, '', 0, 0, '', '', '[[1,2,3,4,0.5,\"blurred\"]]', 7); "
            "PRAGMA user_version=1");
  }
  std::filesystem::path file() const { return out_ / ".antifaz/ledger.sqlite"; }

  testing::TempFolder temp_;
  std::filesystem::path out_ = temp_.path() / "out";
  Observer observer_;
};

TEST_F(LedgerDoubtsTest, KeepsThem) {
  Ledger(out_).record({entry()});
  const LedgerEntry found = *LedgerReader(out_).find("a.jpg");
  EXPECT_EQ(found.status, LedgerStatus::kObscured);
  ASSERT_EQ(found.faces.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(found.faces[i].doubtful, entry().faces[i].doubtful) << i;
    EXPECT_EQ(found.faces[i].fate, entry().faces[i].fate) << i;
  }
  EXPECT_EQ(found.smallest_face, 12.5);
  EXPECT_EQ(found.marks, entry().marks);
}

TEST_F(LedgerDoubtsTest, KeepsWhomFacesShow) {
  LedgerEntry told = entry();
  for (LedgerFace& face : told.faces) face.person = "0123456789abcdef";
  told.faces.at(1).person.clear();
  Ledger(out_).record({told});
  const LedgerEntry found = *LedgerReader(out_).find("a.jpg");
  ASSERT_EQ(found.faces.size(), told.faces.size());
  for (std::size_t i = 0; i < told.faces.size(); ++i) {
    EXPECT_EQ(found.faces[i].person, told.faces[i].person) << i;
    EXPECT_EQ(found.faces[i].doubtful, told.faces[i].doubtful) << i;
    EXPECT_EQ(found.faces[i].fate, told.faces[i].fate) << i;
  }
}

TEST_F(LedgerDoubtsTest, TheStatusCountsAndNamesThem) {
  Ledger(out_).record({entry()});
  const FolderStatus status = folder_status({out_}, observer_);
  EXPECT_EQ(status.doubtful, 1u);  // of those that are protected
  EXPECT_EQ(status.marked, 1u);
  EXPECT_THAT(status.first_marked.at(0).reason, HasSubstr("too dark to be sure"));
  EXPECT_EQ(status.not_written, 0u);
}

TEST_F(LedgerDoubtsTest, AnOlderLedgerIsReadAsItIs) {
  write_old();
  const LedgerEntry old = *LedgerReader(out_).find("old.jpg");
  EXPECT_EQ(old.time, 7);
  EXPECT_EQ(old.faces.at(0).fate, FaceFate::kBlurred);
  EXPECT_FALSE(old.faces.at(0).doubtful);
  EXPECT_TRUE(old.marks.empty());
  EXPECT_EQ(folder_status({out_}, observer_).photographs, 1u);
}

TEST_F(LedgerDoubtsTest, AnOlderLedgerTakesWhatIsNew) {
  write_old();
  Ledger(out_).record({entry()});
  LedgerReader ledger(out_);
  EXPECT_EQ(ledger.size(), 2u);
  EXPECT_EQ(ledger.find("a.jpg")->marks.size(), 2u);
  EXPECT_TRUE(ledger.find("old.jpg")->marks.empty());
  EXPECT_EQ(Ledger(out_).find("old.jpg")->time, 7);  // grown once
}

TEST_F(LedgerDoubtsTest, WhatCannotBeMarksIsDamage) {
  for (const char* text : {"{}", "[]", "[\"dark\"]", "[1,\"bright\"]", "[1,2]", "["}) {
    { Ledger(out_).record({entry()}); }
    Database(file(), Database::Access::kWrite)
        .run(std::string("UPDATE photographs SET search = '") + text + "'");
    EXPECT_ERROR(LedgerReader(out_).find("a.jpg"), HasSubstr("its marks can't be read")) << text;
    std::filesystem::remove_all(out_);
  }
  for (const char* faces :
       {"[[1,2,3,4,5,\"doubtful\",\"blurred\"]]", "[[1,2,3,4,5,1]]",
        "[[1,2,3,4,5,\"blurred\",\"sure\"]]", "[[1,2,3,4,\"doubtful\"]]",
        "[[1,2,3,4,\"person 1\"]]", "[[1,2,3,4,5,\"person 1\",\"doubtful\"]]"}) {
    { Ledger(out_).record({entry()}); }
    Database(file(), Database::Access::kWrite)
        .run(std::string("UPDATE photographs SET faces = '") + faces + "'");
    EXPECT_ERROR(LedgerReader(out_).find("a.jpg"), HasSubstr("its faces can't be read")) << faces;
    std::filesystem::remove_all(out_);
  }
}

}  // namespace
}  // namespace antifaz
