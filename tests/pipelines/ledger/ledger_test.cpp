#include "pipelines/ledger/ledger.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "pipelines/ledger/database.hpp"
#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

LedgerEntry entry(const std::string& place) {
  LedgerEntry one;
  one.place = place;
  one.input = fs::path("/in") / place;
  one.status = LedgerStatus::kProtected;
  one.input_hash = "12";
  one.input_stamp = {5, 1'700'000'000'123'456'789};
  one.output_hash = "34";
  one.output_stamp = {6, 7};
  one.settings = "s";
  one.weights = "w";
  one.faces = {{{1.5f, 2, 30, 40}, 0.875}, {{-3, 0, 1, 1}, 1e-9}};
  one.time = 99;
  return one;
}

class LedgerTest : public ::testing::Test {
 protected:
  fs::path file() const { return out_ / ".antifaz/ledger.sqlite"; }
  std::vector<LedgerEntry> all() const {
    std::vector<LedgerEntry> entries;
    LedgerReader(out_).each([&](const LedgerEntry& one) { entries.push_back(one); });
    return entries;
  }

  testing::TempFolder temp_;
  fs::path out_ = temp_.path() / "out";
};

TEST_F(LedgerTest, KeepsWhatItIsTold) {
  const std::string odd = "o'dd\n\xFF\"; --.jpg";
  LedgerEntry failed = entry("z");
  failed.status = LedgerStatus::kFailed;
  failed.reason = "is \xFE broken";
  failed.faces.clear();
  {
    Ledger ledger(out_);
    ledger.record({entry(odd), failed});
    EXPECT_FALSE(ledger.find("none"));
    EXPECT_EQ(ledger.find("z")->reason, failed.reason);
  }
  Ledger again(out_);
  const LedgerEntry found = *again.find(odd);
  EXPECT_EQ(found.place, odd);
  EXPECT_EQ(found.input.native(), "/in/" + odd);
  EXPECT_EQ(found.status, LedgerStatus::kProtected);
  EXPECT_EQ(found.input_stamp, entry("").input_stamp);
  EXPECT_EQ(found.output_stamp, entry("").output_stamp);
  EXPECT_EQ(found.input_hash + found.output_hash + found.settings + found.weights, "1234sw");
  EXPECT_EQ(found.time, 99);
  ASSERT_EQ(found.faces.size(), 2u);
  EXPECT_EQ(found.faces[0].box, cv::Rect2f(1.5f, 2, 30, 40));
  EXPECT_EQ(found.faces[1].score, 1e-9);
  EXPECT_EQ(all().size(), 2u) << "while it is open";
}

TEST_F(LedgerTest, KeepsWhatBecameOfEachFace) {
  LedgerEntry quarantined = entry("q");
  quarantined.status = LedgerStatus::kQuarantined;
  LedgerEntry mixed = entry("m");
  const std::vector<FaceFate> fates = {FaceFate::kProtected, FaceFate::kBlurred, FaceFate::kCovered,
                                       FaceFate::kUnselected, FaceFate::kSmall};
  mixed.faces.clear();
  for (const FaceFate fate : fates) mixed.faces.push_back({{1, 2, 3, 4}, 0.5, fate});
  Ledger ledger(out_);
  ledger.record({mixed, quarantined});
  const std::vector<LedgerFace> faces = ledger.find("m")->faces;
  ASSERT_EQ(faces.size(), fates.size());
  for (std::size_t i = 0; i < fates.size(); ++i) EXPECT_EQ(faces[i].fate, fates[i]);
  EXPECT_EQ(ledger.find("q")->status, LedgerStatus::kQuarantined);
  EXPECT_FALSE(ledger.find("q")->may_stand());
}

TEST_F(LedgerTest, TheLastWordCounts) {
  Ledger ledger(out_);
  LedgerEntry one = entry("a");
  ledger.record({one});
  one.status = LedgerStatus::kNoFace;
  ledger.record({one, entry("b")});
  EXPECT_EQ(ledger.find("a")->status, LedgerStatus::kNoFace);
  EXPECT_EQ(all().size(), 2u);
}

TEST_F(LedgerTest, KeepsASecondOneOutAndSaysWhoIsIn) {
  const Ledger first(out_);
  EXPECT_ERROR(Ledger second(out_),
               AllOf(HasSubstr("out: process " + std::to_string(getpid()) + " is writing"),
                     HasSubstr("give another output folder")));
}

TEST_F(LedgerTest, AKillDuringACommitLeavesWholeBatchesAndNoLock) {
  int recorded[2];
  ASSERT_EQ(pipe(recorded), 0);
  const pid_t child = fork();
  if (child == 0) {
    Ledger ledger(out_);
    for (std::int64_t round = 1;; ++round) {
      std::vector<LedgerEntry> batch;
      for (int i = 0; i < 50; ++i) batch.push_back(entry(std::to_string(i)));
      for (LedgerEntry& one : batch) one.time = round;
      ledger.record(batch);
      if (round == 1 && write(recorded[1], "1", 1) != 1) _exit(1);
    }
  }
  char first = 0;
  ASSERT_EQ(read(recorded[0], &first, 1), 1);  // from then on it is somewhere in a commit
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(recorded[0]);
  close(recorded[1]);
  Ledger ledger(out_);
  const std::vector<LedgerEntry> entries = all();
  ASSERT_EQ(entries.size(), 50u);
  for (const LedgerEntry& one : entries) EXPECT_EQ(one.time, entries[0].time);
}

TEST_F(LedgerTest, ADamagedOneSaysWhatToDo) {
  {
    Ledger ledger(out_);
    for (int i = 0; i < 200; ++i) ledger.record({entry(std::to_string(i))});
  }
  const std::string whole = read_file(file());
  std::string holed = whole, faces = whole, unordered = whole, doubled = whole;
  holed.replace(4096, whole.size() - 8192, whole.size() - 8192, '\x5a');
  for (std::size_t at; (at = faces.find("[[1.5,")) != std::string::npos;) faces[at] = '{';
  unordered.replace(unordered.find("50/in/50"), 2, "99");
  // The root's cells begin with the page of what comes before them: one page in two places makes
  // a tree that takes years to walk (https://www.sqlite.org/fileformat2.html#b_tree_pages).
  const auto cell = [&](std::size_t i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(whole[4096 + at]); };
    return 4096 + 256 * std::size_t{byte(12 + 2 * i)} + byte(13 + 2 * i);
  };
  ASSERT_EQ(whole[4096], 2);
  doubled.replace(cell(1), 4, whole.substr(cell(0), 4));
  for (const std::string& bytes : {std::string(5000, 'x'), whole.substr(0, whole.size() / 2),
                                   whole.substr(0, 100), holed, faces, unordered, doubled}) {
    write_atomically(file(), bytes);
    const auto use = [&] { Ledger(out_).find("7"), all(); };
    const auto says_what_to_do = AllOf(HasSubstr("ledger.sqlite: is damaged ("),
                                       HasSubstr("move the folder '"), HasSubstr("--overwrite"));
    EXPECT_ERROR(all(), says_what_to_do);
    EXPECT_ERROR(use(), says_what_to_do);
  }
}

TEST_F(LedgerTest, ANewerOneIsRefused) {
  { const Ledger ledger(out_); }
  Database(file(), Database::Access::kWrite).run("PRAGMA user_version=3");
  EXPECT_ERROR(Ledger ledger(out_), HasSubstr("of a newer version"));
  EXPECT_ERROR(all(), HasSubstr("of a newer version"));
}

TEST_F(LedgerTest, WhereItWasRemovedMeanwhileItBeginsAnew) {
  Ledger ledger(out_);
  ledger.record({entry("a")});
  fs::remove_all(out_);
  ledger.record({entry("b")});
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].place, "b");
}

TEST_F(LedgerTest, AFolderWithoutOneSaysSo) {
  EXPECT_FALSE(has_ledger(out_));
  EXPECT_ERROR(all(), HasSubstr("holds no ledger"));
}

TEST_F(LedgerTest, WhatCannotBeWrittenIsNamed) {
  temp_.write("out/.antifaz", "a file");
  EXPECT_ERROR(Ledger ledger(out_), HasSubstr(".antifaz: can't be"));
}

TEST_F(LedgerTest, AViewThatSomebodyPreparedIsNotRun) {
  temp_.write("out/.antifaz/ledger.sqlite", "");
  Database(file(), Database::Access::kWrite)
      .run(
          "CREATE VIEW photographs AS WITH RECURSIVE n(place) AS (VALUES(1) UNION ALL SELECT "
          "place + 1 FROM n) SELECT place, 1 input, 1 status, 1 reason, 1 input_hash, 1 "
          "input_size, 1 input_changed, 1 output_hash, 1 output_size, 1 output_changed, 1 "
          "settings, 1 weights, 1 faces, 1 time, 1 search FROM n");
  EXPECT_ERROR(all(), HasSubstr("ledger.sqlite: can't be used ("));
  EXPECT_ERROR(Ledger ledger(out_), HasSubstr("ledger.sqlite: can't be used ("));
}

TEST_F(LedgerTest, ATriggerThatSomebodyPreparedIsNotRun) {
  { const Ledger ledger(out_); }
  Database(file(), Database::Access::kWrite)
      .run("CREATE TRIGGER forget AFTER INSERT ON photographs BEGIN DELETE FROM photographs; END");
  Ledger(out_).record({entry("a")});
  EXPECT_EQ(all().size(), 1u);
}

TEST_F(LedgerTest, CellsOfGigabytesAreNotMade) {
  { const Ledger ledger(out_); }
  const Database database(file(), Database::Access::kRead);
  EXPECT_ERROR(Statement(database, "SELECT hex(zeroblob(400000000))").step(), HasSubstr("too big"));
}

/// In a process of its own: no file may grow beyond so many bytes, as at the end of a disk.
void begin_where_files_stay_below(const fs::path& output, rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{bytes, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &limit);
  try {
    const Ledger ledger(output);
  } catch (const Error& error) {
    setrlimit(RLIMIT_FSIZE, &before);  // standard error may be a file too
    std::cerr << error.what() << std::endl;
    std::_Exit(7);
  }
  std::_Exit(0);
}

TEST_F(LedgerTest, WhereTheDiskTakesNoMoreItSaysSo) {
  for (const rlim_t bytes : {100, 5000, 20000}) {
    EXPECT_EXIT(begin_where_files_stay_below(out_, bytes), ::testing::ExitedWithCode(7),
                "ledger.sqlite: can't be used .*; (free some space|see whether its disk is full)");
    fs::remove_all(out_);
  }
}

}  // namespace
}  // namespace antifaz
