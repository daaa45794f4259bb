#include "src/data/manifest.hpp"

#include <gmock/gmock.h>

#include <set>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

Manifest parse(const std::string& text) {
  testing::TempFolder folder;
  return read_manifest(folder.write("m.csv", text));
}

std::vector<std::string> paths(const Manifest& manifest) {
  std::vector<std::string> paths;
  for (const ManifestRow& row : manifest.rows) paths.push_back(row.path.string());
  return paths;
}

TEST(Manifest, ReadsColumnsInAnyOrder) {
  testing::TempFolder folder;
  folder.write("manifest.csv", "age,gender,path,subject\n30,female,x/a.jpg,Ann\n,,b.png,\n");
  const Manifest manifest = read_manifest(folder.path());
  EXPECT_THAT(manifest.extra_columns, ElementsAre("age"));
  ASSERT_EQ(manifest.rows.size(), 2u);
  const ManifestRow& row = manifest.rows[0];
  EXPECT_EQ(manifest.file(row), folder.path() / "x/a.jpg");
  EXPECT_EQ(row.subject, "Ann");
  EXPECT_EQ(row.gender, Gender::kFemale);
  EXPECT_EQ(row.extra.at("age"), "30");
  EXPECT_EQ(row.line, 2u);
  EXPECT_EQ(manifest.rows[1].subject, "");
  EXPECT_EQ(manifest.rows[1].gender, std::nullopt);
}

TEST(Manifest, OnlyPathIsRequired) {
  EXPECT_THAT(paths(parse("path\na.jpg\n")), ElementsAre("a.jpg"));
  EXPECT_ERROR(parse("file,subject\na.jpg,x\n"), HasSubstr("m.csv: has no column 'path'"));
  EXPECT_ERROR(parse("Datei;Geschlecht\na.jpg;m\n"),
               HasSubstr("its columns are 'Datei', 'Geschlecht'"));
}

TEST(Manifest, ReadsWhatSpreadsheetsWrite) {
  const Manifest manifest =
      parse("sep=;\r\nPath ;Subject; GENDER;Age\r\na.jpg;;male ;3\r\n;;;\r\n");
  ASSERT_EQ(manifest.rows.size(), 1u);
  EXPECT_EQ(manifest.rows[0].gender, Gender::kMale);
  EXPECT_EQ(manifest.rows[0].extra.at("Age"), "3");
}

TEST(Manifest, HostilePathsGiveOneShortLine) {
  EXPECT_ERROR(parse("path\n" + std::string(5000, 'x') + "\n"),
               HasSubstr("line 2: path is longer than 4096 bytes"));
  EXPECT_ERROR(parse(std::string("path\nx.jpg\0y\n", 13)), HasSubstr("line 2: holds a NUL"));
  EXPECT_ERROR(parse("path\n\"a\x1B\nb\"\n\"a\x1B\nb\"\n"),
               HasSubstr("path 'a\\x1b\\nb' is there twice"));
  EXPECT_ERROR(parse("path,gender\na,\"m\n\"\n"), HasSubstr("gender 'm\\n' is neither"));
}

TEST(Labels, CellsThatAreNoLabelAreNamedAndNotGuessed) {
  testing::TempFolder folder;
  const auto file = folder.write(
      "l.csv",
      "path,gender\nC:\\a.jpg,M\n/x/b.jpg,weiblich\nc.jpg,male\nc.jpg,\n../d.jpg,female\n");
  const LabelTable labels = read_labels(file);
  EXPECT_EQ(labels.not_labels.names(), "'M (line 2)', 'weiblich (line 3)'");
  EXPECT_THAT(paths(labels.manifest),
              ElementsAre("C:\\a.jpg", "/x/b.jpg", "c.jpg", "c.jpg", "../d.jpg"));
  EXPECT_EQ(labels.manifest.rows[0].gender, std::nullopt);
  EXPECT_EQ(labels.manifest.rows[2].gender, Gender::kMale);
  EXPECT_ERROR(read_labels(folder.write("m.csv", "path,gender\n,male\na\n")),
               AllOf(HasSubstr("line 2: empty path"), HasSubstr("line 3: 1 cells")));
}

TEST(Manifest, RoundTripKeepsEverything) {
  testing::TempFolder folder;
  const std::string source =
      "path,subject,gender,zeta,alpha\n"
      "x/a.jpg,\"Doe, Jo\",male,1,\n"
      "\"b \"\"q\"\".jpg\",,,2,\"two\nlines\"\n";
  const Manifest manifest = read_manifest(folder.write("a.csv", source));
  write_manifest(manifest, folder / "b.csv");
  EXPECT_EQ(read_file(folder / "b.csv"), source);
}

TEST(Manifest, NamesEveryBadRowAtOnce) {
  EXPECT_ERROR(parse("path,gender\n"
                     "a.jpg,woman\n"
                     ",male\n"
                     "b.jpg\n"
                     "/etc/c.jpg,male\n"
                     "x/../../d.jpg,male\n"
                     "e.jpg,\n"
                     "./e.jpg,\n"),
               AllOf(HasSubstr("line 2: gender 'woman' is neither female nor male"),
                     HasSubstr("line 3: empty path"), HasSubstr("line 4: 1 cells where the header"),
                     HasSubstr("line 5: path is absolute"), HasSubstr("line 6: path leaves"),
                     HasSubstr("line 8: path './e.jpg' is there twice"), Not(HasSubstr("line 7")),
                     Not(HasSubstr("more"))));
}

TEST(Manifest, ShowsTheFirstTenBadRowsAndCountsTheRest) {
  std::string text = "path\n";
  for (int i = 0; i < 13; ++i) text += "..\n";
  EXPECT_ERROR(parse(text), AllOf(HasSubstr("line 11: "), Not(HasSubstr("line 12: ")),
                                  HasSubstr("; and 3 more")));
}

TEST(Manifest, MissingFileAndFolderWithoutManifest) {
  testing::TempFolder folder;
  EXPECT_ERROR(read_manifest(folder / "none.csv"), HasSubstr("none.csv: can't be read"));
  EXPECT_ERROR(read_manifest(folder.path()), HasSubstr("manifest.csv: can't be read"));
}

TEST(SharedManifests, AreRead) {
  ANTIFAZ_REQUIRE_SHARED("data/lfw/manifest.csv");
  ANTIFAZ_REQUIRE_SHARED("data/utkface/manifest.csv");
  const Manifest lfw = read_manifest(shared_path("data/lfw"));
  EXPECT_GT(lfw.rows.size(), 1000u);
  for (const ManifestRow& row : lfw.rows) ASSERT_TRUE(fs::exists(lfw.file(row))) << row.path;
  EXPECT_THAT(read_manifest(shared_path("data/utkface")).extra_columns,
              ElementsAre("age", "ethnicity"));
}

TEST(ListFolder, FindsImagesBelowInOrder) {
  testing::TempFolder folder;
  for (const char* name : {"b/2.PNG", "a.jpg", "b/1.webp", "notes.txt", "b/c/x.jpeg"}) {
    folder.write(name, "");
  }
  fs::create_directory(folder.path() / "folder.jpg");
  const Manifest manifest = list_folder(folder.path());
  EXPECT_THAT(paths(manifest), ElementsAre("a.jpg", "b/1.webp", "b/2.PNG", "b/c/x.jpeg"));
  EXPECT_EQ(manifest.file(manifest.rows[0]), folder.path() / "a.jpg");
}

TEST(ListFolder, WhatCanNotBeLookedAtIsAProblemAndTheOthersGoOn) {
  testing::TempFolder folder;
  folder.write("a.jpg", "");
  folder.write("b.nef", "");
  fs::create_symlink("c", folder.path() / "c");
  const Manifest manifest = list_folder(folder.path());
  EXPECT_THAT(paths(manifest), ElementsAre("a.jpg"));
  EXPECT_THAT(manifest.problems, ElementsAre(HasSubstr("b.nef: is in a format that is not read"),
                                             HasSubstr("c: is a link that leads nowhere")));
  fs::remove(folder.path() / "a.jpg");
  EXPECT_ERROR(
      list_folder(folder.path()),
      AllOf(HasSubstr("holds no image"), HasSubstr("2 of its entries"), HasSubstr("b.nef")));
}

TEST(ListFolder, MissingEmptyOrNoFolder) {
  testing::TempFolder folder;
  EXPECT_ERROR(list_folder(folder.path()), HasSubstr("holds no image"));
  EXPECT_ERROR(list_folder(folder / "none"), HasSubstr("no such folder"));
  EXPECT_ERROR(list_folder(folder.write("a.jpg", "")), HasSubstr("is not a folder"));
}

Manifest people(int count) {
  Manifest manifest{"data", {"n"}, {}};
  for (int i = 0; i < 3 * count; ++i) {
    ManifestRow row;
    row.path = std::to_string(i) + ".jpg";
    row.subject = "person" + std::to_string(i % count);
    manifest.rows.push_back(row);
  }
  return manifest;
}

std::set<std::string> subjects(const Manifest& manifest) {
  std::set<std::string> names;
  for (const ManifestRow& row : manifest.rows) names.insert(row.subject);
  return names;
}

TEST(SplitBySubject, PartsShareNobodyAndLoseNothing) {
  const auto parts = split_by_subject(people(1000), {0.8, 0.1, 0.1}, 5);
  ASSERT_EQ(parts.size(), 3u);
  std::size_t rows = 0, names = 0;
  for (const Manifest& part : parts) {
    rows += part.rows.size();
    names += subjects(part).size();
    EXPECT_EQ(part.folder, "data");
    EXPECT_THAT(part.extra_columns, ElementsAre("n"));
  }
  EXPECT_EQ(rows, 3000u);
  EXPECT_EQ(names, 1000u);
  EXPECT_NEAR(subjects(parts[0]).size(), 800, 65);  // five standard deviations
  EXPECT_NEAR(subjects(parts[1]).size(), 100, 48);
}

TEST(SplitBySubject, NewPeopleMoveNobody) {
  const auto few = split_by_subject(people(200), {3, 1}, 5);
  const auto many = split_by_subject(people(500), {3, 1}, 5);
  for (int part : {0, 1}) {
    const auto names = subjects(many[part]);
    for (const std::string& name : subjects(few[part])) EXPECT_TRUE(names.count(name)) << name;
  }
}

TEST(SplitBySubject, SeedDecides) {
  const auto names = subjects(split_by_subject(people(200), {1, 1}, 5)[0]);
  EXPECT_EQ(names, subjects(split_by_subject(people(200), {1, 1}, 5)[0]));
  EXPECT_NE(names, subjects(split_by_subject(people(200), {1, 1}, 6)[0]));
}

TEST(SplitBySubject, ImageWithoutSubjectIsItsOwn) {
  Manifest manifest = people(400);
  for (ManifestRow& row : manifest.rows) row.subject.clear();
  const auto parts = split_by_subject(manifest, {1, 1}, 5);
  EXPECT_NEAR(parts[0].rows.size(), 600, 90);
}

TEST(SplitBySubject, SharesMustBePositive) {
  EXPECT_ERROR(split_by_subject(people(2), {1, 0}, 5), HasSubstr("positive"));
  EXPECT_ERROR(split_by_subject(people(2), {}, 5), HasSubstr("at least one"));
}

TEST(Pairs, ReadWithAndWithoutFold) {
  testing::TempFolder folder;
  const auto pairs = read_pairs(folder.write("p.csv", "left,right,same,fold\na.jpg,b.jpg,1,1\n"));
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].left, "a.jpg");
  EXPECT_EQ(pairs[0].right, "b.jpg");
  EXPECT_TRUE(pairs[0].same);
  EXPECT_FALSE(read_pairs(folder.write("q.csv", "same,left,right\n0,a.jpg,b.jpg\n"))[0].same);
}

TEST(Pairs, BadRowsNameFileAndLine) {
  testing::TempFolder folder;
  EXPECT_ERROR(read_pairs(folder.write("p.csv", "left,right,same\na,b,yes\na,,1\n../a,b,0\na,b\n")),
               AllOf(HasSubstr("p.csv: line 2: same 'yes'"), HasSubstr("line 3: empty path"),
                     HasSubstr("line 4: path leaves"), HasSubstr("line 5: 2 cells")));
  EXPECT_ERROR(read_pairs(folder.write("q.csv", "left,right\n")), HasSubstr("no column 'same'"));
}

}  // namespace
}  // namespace antifaz
