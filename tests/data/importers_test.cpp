#include "src/data/importers.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(ImportUtkface, NamesBecomeLabels) {
  testing::TempFolder folder;
  folder.write("26_0_3_20170104.jpg", "");
  folder.write("sub/7_1_0_20170105.jpg.chip.jpg", "");
  const Import import = import_utkface(folder.path());
  EXPECT_THAT(import.problems, IsEmpty());
  EXPECT_THAT(import.manifest.extra_columns, ElementsAre("age", "ethnicity"));
  ASSERT_EQ(import.manifest.rows.size(), 2u);
  const ManifestRow &man = import.manifest.rows[0], &girl = import.manifest.rows[1];
  EXPECT_EQ(man.gender, Gender::kMale);
  EXPECT_EQ(man.extra.at("age"), "26");
  EXPECT_EQ(man.extra.at("ethnicity"), "indian");
  EXPECT_EQ(girl.path, "sub/7_1_0_20170105.jpg.chip.jpg");
  EXPECT_EQ(girl.gender, Gender::kFemale);
  EXPECT_EQ(girl.extra.at("age"), "7");
  EXPECT_EQ(girl.extra.at("ethnicity"), "white");
}

TEST(ImportUtkface, MalformedNamesAreReported) {
  testing::TempFolder folder;
  for (const char* name : {"39_1_20170116.jpg", "1_2_0_2017.jpg", "1_0_5_2017.jpg", "x_0_0_1.jpg",
                           "_0_0_1.jpg", "1_0_0_.jpg"}) {
    folder.write(name, "");
  }
  folder.write("1_0_0_2017.jpg", "");
  const Import import = import_utkface(folder.path());
  EXPECT_EQ(import.manifest.rows.size(), 1u);
  EXPECT_EQ(import.problems.size(), 6u);
  EXPECT_THAT(
      import.problems,
      ::testing::Contains("39_1_20170116.jpg: not named [age]_[gender 0-1]_[race 0-4]_[date]"));
}

TEST(Importers, SayWhatInTheFolderCanNotBeLookedAt) {
  testing::TempFolder folder;
  folder.write("Ann/Ann_0001.jpg", "");
  std::filesystem::create_symlink("nowhere", folder.path() / "link");
  const auto list = folder.write("list.txt", "1\nMale\nAnn/Ann_0001.jpg 1\n");
  for (const Import& import : {import_utkface(folder.path()), import_lfw(folder.path()),
                               import_celeba(folder.path(), list)}) {
    EXPECT_THAT(import.problems,
                ::testing::Contains(HasSubstr("link: is a link that leads nowhere")));
  }
}

TEST(SharedUtkface, ImportsAsItsManifestSays) {
  ANTIFAZ_REQUIRE_SHARED("data/utkface/manifest.csv");
  const Manifest manifest = read_manifest(shared_path("data/utkface"));
  const Import import = import_utkface(shared_path("data/utkface"));
  EXPECT_THAT(import.problems, IsEmpty());
  std::map<std::filesystem::path, const ManifestRow*> imported;
  for (const ManifestRow& row : import.manifest.rows) imported[row.path] = &row;
  ASSERT_EQ(imported.size(), manifest.rows.size());
  for (const ManifestRow& row : manifest.rows) {
    ASSERT_EQ(imported.count(row.path), 1u) << row.path;
    EXPECT_EQ(imported[row.path]->gender, row.gender) << row.path;
    EXPECT_EQ(imported[row.path]->extra, row.extra) << row.path;
  }
}

TEST(ImportLfw, FoldersAreSubjectsAndListsAreGenders) {
  testing::TempFolder folder;
  for (const char* name : {"lfw/Al_Gore/Al_Gore_0001.jpg", "lfw/Al_Gore/Al_Gore_0002.jpg",
                           "lfw/Jo/Jo_0001.jpg", "lfw/Lu/Lu_0001.jpg"}) {
    folder.write(name, "");
  }
  const Import import = import_lfw(
      folder.path() / "lfw", folder.write("male.txt", "Al_Gore_0001.jpg\r\nAl_Gore_0002.jpg\r\n"),
      folder.write("female.txt", "\nJo_0001.jpg"));
  EXPECT_THAT(import.problems, IsEmpty());
  ASSERT_EQ(import.manifest.rows.size(), 4u);
  EXPECT_EQ(import.manifest.rows[1].subject, "Al_Gore");
  EXPECT_EQ(import.manifest.rows[1].gender, Gender::kMale);
  EXPECT_EQ(import.manifest.rows[2].gender, Gender::kFemale);
  EXPECT_EQ(import.manifest.rows[3].gender, std::nullopt);
}

TEST(ImportLfw, WorksWithoutLists) {
  testing::TempFolder folder;
  folder.write("Jo/Jo_0001.jpg", "");
  const Import import = import_lfw(folder.path());
  EXPECT_THAT(import.problems, IsEmpty());
  EXPECT_EQ(import.manifest.rows.at(0).gender, std::nullopt);
}

TEST(ImportLfw, ProblemsAreNamed) {
  testing::TempFolder folder;
  for (const char* name : {"lfw/loose.jpg", "lfw/Jo/Lu_0001.jpg", "lfw/Jo/Jo_0001.jpg"}) {
    folder.write(name, "");
  }
  const Import import = import_lfw(folder.path() / "lfw",
                                   folder.write("m.txt", "Jo_0001.jpg\nJo_0001.jpg\nNo_0001.jpg\n"),
                                   folder.write("f.txt", "two words.jpg\n\nJo_0001.jpg\nJo\n"));
  EXPECT_THAT(
      import.problems,
      UnorderedElementsAre("loose.jpg: not named Person_Name/Person_Name_0001.jpg",
                           "Jo/Lu_0001.jpg: not named Person_Name/Person_Name_0001.jpg",
                           EndsWith("m.txt:2: 'Jo_0001.jpg' is there twice"),
                           EndsWith("f.txt:1: not one name of an image"),
                           EndsWith("f.txt:4: not one name of an image"),
                           AllOf(HasSubstr("f.txt:3: 'Jo_0001.jpg' is in"), EndsWith("m.txt too")),
                           EndsWith("m.txt: 1 of 2 listed images are not in the folder")));
  ASSERT_EQ(import.manifest.rows.size(), 1u);
  EXPECT_EQ(import.manifest.rows[0].gender, std::nullopt);  // two lists contradict each other
}

TEST(ImportCeleba, AttributesAndIdentities) {
  testing::TempFolder folder;
  folder.write("img/000001.jpg", "");
  folder.write("img/000002.jpg", "");
  const Import import = import_celeba(
      folder.path() / "img",
      folder.write("a.txt", "2\nBald Male Young \n000001.jpg -1  1 -1\n000002.jpg  1 -1  1\n"),
      folder.write("i.txt", "000001.jpg 2880\n000002.jpg 2937\n"));
  EXPECT_THAT(import.problems, IsEmpty());
  ASSERT_EQ(import.manifest.rows.size(), 2u);
  EXPECT_EQ(import.manifest.rows[0].gender, Gender::kMale);
  EXPECT_EQ(import.manifest.rows[0].subject, "2880");
  EXPECT_EQ(import.manifest.rows[1].gender, Gender::kFemale);
  EXPECT_EQ(import.manifest.rows[1].subject, "2937");
}

TEST(ImportCeleba, ProblemsAreNamed) {
  testing::TempFolder folder;
  for (const char* name : {"img/1.jpg", "img/2.jpg", "img/3.jpg"}) folder.write(name, "");
  const Import import = import_celeba(folder.path() / "img",
                                      folder.write("a.txt",
                                                   "9\nMale Young\n1.jpg 1 1\n2.jpg 0 1\n3.jpg 1\n"
                                                   "1.jpg 1 1\n4.jpg -1 1\n"),
                                      folder.write("i.txt", "5.jpg 1\n6.jpg\n"));
  EXPECT_THAT(
      import.problems,
      UnorderedElementsAre(EndsWith("a.txt:1: announces 9 images, 5 follow"),
                           EndsWith("a.txt:4: Male is '0', neither 1 nor -1"),
                           EndsWith("a.txt:5: 1 values for 2 attributes"),
                           EndsWith("a.txt:6: '1.jpg' is there twice"),
                           EndsWith("i.txt:2: not an image and its identity"),
                           HasSubstr("1.jpg: has no line in"), HasSubstr("2.jpg: has no line in"),
                           HasSubstr("3.jpg: has no line in"),
                           EndsWith("a.txt: 1 of 2 listed images are not in the folder"),
                           EndsWith("i.txt: 1 of 1 listed images are not in the folder")));
  ASSERT_EQ(import.manifest.rows.size(), 1u);
  EXPECT_EQ(import.manifest.rows[0].path, "1.jpg");
  EXPECT_EQ(import.manifest.rows[0].subject, "");
}

TEST(ImportCeleba, ForeignAttributeListIsAnError) {
  testing::TempFolder folder;
  folder.write("img/1.jpg", "");
  const auto import = [&](const std::string& list) {
    import_celeba(folder.path() / "img", folder.write("a.txt", list));
  };
  EXPECT_ERROR(import(""), HasSubstr("a.txt: is no CelebA attribute list"));
  EXPECT_ERROR(import("image_id,Male\n1.jpg,1\n"), HasSubstr("is no CelebA attribute list"));
  EXPECT_ERROR(import("1\nBald Young\n1.jpg 1 1\n"), HasSubstr("has no attribute 'Male'"));
}

}  // namespace
}  // namespace antifaz
