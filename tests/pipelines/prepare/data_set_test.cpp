#include "pipelines/prepare/data_set.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

class DataSetTest : public ::testing::Test {
 protected:
  DataSetTest() {
    set_.input = temp_.path();
    temp_.write("a.jpg", "");
    temp_.write("b.jpg", "");
  }
  std::size_t rows() const { return read_data_set(set_).manifest.rows.size(); }

  testing::TempFolder temp_;
  DataSet set_;
};

TEST_F(DataSetTest, TakesAManifestWhereThereIsOne) {
  EXPECT_EQ(rows(), 2u);
  temp_.write("manifest.csv", "path\na.jpg\n");
  EXPECT_EQ(rows(), 1u);
  set_.input = temp_.path() / "manifest.csv";
  EXPECT_EQ(rows(), 1u);
}

TEST_F(DataSetTest, AFormatThatIsNamedIsTaken) {
  temp_.write("manifest.csv", "path\na.jpg\n");
  set_.format = DataSetFormat::kFolder;
  EXPECT_EQ(rows(), 2u);
  set_.format = DataSetFormat::kManifest;
  EXPECT_EQ(rows(), 1u);
  std::filesystem::remove(temp_.path() / "manifest.csv");
  EXPECT_ERROR(rows(), HasSubstr("manifest.csv"));
}

TEST_F(DataSetTest, WhatCanNotBeLookedAtIsAProblem) {
  std::filesystem::create_symlink("nowhere", temp_.path() / "link");
  for (const DataSetFormat format : {DataSetFormat::kAuto, DataSetFormat::kFolder}) {
    set_.format = format;
    EXPECT_THAT(read_data_set(set_).problems,
                ::testing::ElementsAre(HasSubstr("link: is a link that leads nowhere")));
  }
}

TEST_F(DataSetTest, AManifestNamesItsFilesHoweverItSpellsThem) {
  temp_.write("sub/c.jpg", "");
  temp_.write("manifest.csv", "path\nsub\\c.jpg\n./a.jpg\nnone.jpg\n");
  const Import import = read_data_set(set_);
  EXPECT_EQ(import.manifest.rows[0].path, "sub/c.jpg");
  EXPECT_THAT(import.problems, ::testing::IsEmpty());
  EXPECT_THAT(import.notes, ::testing::ElementsAre(HasSubstr("no photograph: 'none.jpg (line 4)'"),
                                                   HasSubstr("no row in the labels: 'b.jpg'")));
}

TEST_F(DataSetTest, ImportersTakeWhatTheyNeed) {
  temp_.write("20_1_0_20170101.jpg", "");
  set_.format = DataSetFormat::kUtkface;
  const Import import = read_data_set(set_);
  ASSERT_EQ(import.manifest.rows.size(), 1u);
  EXPECT_EQ(import.manifest.rows[0].gender, Gender::kFemale);
  set_.format = DataSetFormat::kCeleba;
  set_.attributes = temp_.path() / "no such list";
  EXPECT_ERROR(rows(), HasSubstr("no such list"));
}

}  // namespace
}  // namespace antifaz
