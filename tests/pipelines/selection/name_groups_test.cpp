#include "pipelines/selection/name_groups.hpp"

#include <gtest/gtest.h>

namespace antifaz {
namespace {

std::string prefix(const std::string& path) { return name_group(path, GroupBy::kNamePrefix); }
std::string folder(const std::string& path) { return name_group(path, GroupBy::kFolder); }

TEST(NameGroups, ANameIsOfWhatStandsBeforeTheNumberAtItsEnd) {
  EXPECT_EQ(prefix("07316_001313.jpg"), "07316");
  EXPECT_EQ(prefix("Ana Perez (3).jpg"), "Ana Perez");
  EXPECT_EQ(prefix("Ana Perez (12) .JPEG"), "Ana Perez");
  EXPECT_EQ(prefix("Aaron_Eckhart_0001.jpg"), "Aaron_Eckhart");
  EXPECT_EQ(prefix("ana-7.heic"), "ana");
  EXPECT_EQ(prefix("ana7.png"), "ana");
  EXPECT_EQ(prefix("ana.0007.tif"), "ana");
  EXPECT_EQ(prefix("ana - 7.jpg"), "ana");
  EXPECT_EQ(prefix("O'Neill, J. 2.jpg"), "O'Neill, J");
  EXPECT_EQ(prefix("person2_photo3.jpg"), "person2_photo");
  EXPECT_EQ(prefix("IMG_0001.jpg"), "IMG");  // the docs warn of it
}

TEST(NameGroups, SeparatorsMakeNoDifference) {
  for (const char* name : {"ana1.jpg", "ana_2.jpg", "ana-3.jpg", "ana 4.png", "ana (5).jpg",
                           "ana.6.webp", "ana__7.jpg", "ana_(8).jpg"}) {
    EXPECT_EQ(prefix(name), "ana") << name;
  }
}

TEST(NameGroups, WithoutANumberAtTheEndOrANameBeforeItAPhotographStandsAlone) {
  for (const char* name : {"ana.jpg", "ana", "0001.jpg", "12", "(3).jpg", "_7.jpg", "- 7.jpg",
                           "ana_1a.jpg", "ana 3 beach.jpg", "2024-05-01 Ana.jpg", "",
                           "ana_1 copy.jpg", ".jpg", "a/", "a/.1", "Ana ()", "\xD9\xA3.jpg"}) {
    EXPECT_EQ(prefix(name), "") << name;
  }
}

TEST(NameGroups, AnEndingThatIsANumberIsPartOfTheName) {
  EXPECT_EQ(prefix("ana.3"), "ana");
  EXPECT_EQ(prefix("ana_12"), "ana");
  EXPECT_EQ(prefix("ana_12.jp2"), "ana");
  EXPECT_EQ(prefix("ana.jp2"), "");
}

TEST(NameGroups, NamesOfAnyScriptAndBytesOfNoneAreTaken) {
  EXPECT_EQ(prefix("José Núñez 2.jpg"), "José Núñez");
  EXPECT_EQ(prefix("Jose\xCC\x81 2.jpg"), prefix("Jos\xC3\xA9_31.jpg"));  // a Mac writes the former
  EXPECT_EQ(prefix("山田太郎(2).jpg"), "山田太郎");
  EXPECT_EQ(prefix("Мария_10.jpg"), "Мария");
  EXPECT_EQ(prefix("\xFF\xFE_1.jpg"), "\xFF\xFE");
  EXPECT_NE(prefix("Ana 1.jpg"), prefix("ana 1.jpg"));
}

TEST(NameGroups, TheSameNameInAnotherFolderIsSomebodyElse) {
  EXPECT_EQ(prefix("x/y/ana_1.jpg"), "x/y/ana");
  EXPECT_NE(prefix("x/ana_1.jpg"), prefix("y/ana_1.jpg"));
  EXPECT_EQ(prefix("2024_05/ana.jpg"), "");
}

TEST(NameGroups, AFolderIsOnePersonsAndTheTopNobodys) {
  EXPECT_EQ(folder("ana/1.jpg"), "ana");
  EXPECT_EQ(folder("ana/other/1.jpg"), "ana/other");
  EXPECT_EQ(folder("Jose\xCC\x81/1.jpg"), folder("Jos\xC3\xA9/2.jpg"));
  EXPECT_EQ(folder("1.jpg"), "");
  EXPECT_EQ(name_group("ana/ana_1.jpg", GroupBy::kNone), "");
  EXPECT_EQ(name_group("ana/ana_1.jpg", GroupBy::kMatch), "");
}

TEST(NameGroups, WaysHaveNames) {
  for (const GroupBy by :
       {GroupBy::kNone, GroupBy::kFolder, GroupBy::kNamePrefix, GroupBy::kMatch}) {
    EXPECT_EQ(parse_group_by(to_string(by)), by);
  }
  EXPECT_EQ(parse_group_by("name"), std::nullopt);
}

}  // namespace
}  // namespace antifaz
