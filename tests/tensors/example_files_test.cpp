#include "src/tensors/example_files.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "src/core/files.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

TEST(ContactSheet, EndsShortRowsInWhite) {
  const cv::Mat sheet =
      contact_sheet({torch::zeros({3, 1, 2, 4}), torch::full({1, 1, 2, 4}, 2.0F)});
  ASSERT_EQ(sheet.size(), cv::Size(3 * 4, 2 * 2));
  EXPECT_EQ(sheet.at<cv::Vec3b>(0, 11), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(sheet.at<cv::Vec3b>(2, 0), cv::Vec3b(255, 255, 255));  // clamped
  EXPECT_EQ(sheet.at<cv::Vec3b>(2, 4), cv::Vec3b(255, 255, 255));  // filled up
}

TEST(ContactSheet, HasAllColumnsAlsoInALoneRow) {
  const TempFolder folder;
  write_contact_sheet(torch::zeros({2, 3, 4, 4}), 5, folder.path() / "sheet.png");
  EXPECT_EQ(std::get<cv::Mat>(read_pixels(folder.path() / "sheet.png")).size(), cv::Size(20, 4));
}

TEST(WriteMatrix, KeepsNamesAndNineDigits) {
  const TempFolder folder;
  const auto file = folder.path() / "x.csv";
  write_matrix(torch::tensor({{0.1F, -2.0F}}), {"a,b"}, file);
  EXPECT_EQ(read_file(file), "path,c0,c1\n\"a,b\",0.100000001,-2\n");
}

TEST(ExpectExamplesPath, SaysWhatCantBeWrittenBeforeAnythingIsMade) {
  const TempFolder folder;
  folder.write("taken/file", "");
  const auto path = [&](const char* name) { return folder.path() / name; };
  EXPECT_NO_THROW(expect_examples_path(path("new"), true));
  EXPECT_NO_THROW(expect_examples_path(path("x.npy"), false));
  EXPECT_ERROR(expect_examples_path(path("new"), false), HasSubstr(".npy or .csv"));
  EXPECT_ERROR(expect_examples_path(path("x.csv"), true), HasSubstr("images are written"));
  EXPECT_ERROR(expect_examples_path(path("taken"), true), HasSubstr("choose a new folder"));
  for (const char* name : {"there.png", "there.npy"}) {
    folder.write(name, "");
    EXPECT_ERROR(expect_examples_path(path(name), true), HasSubstr("is there already"));
  }
  EXPECT_ERROR(expect_matrix_file(path("there.npy")), HasSubstr("is there already"));
  EXPECT_ERROR(expect_examples_path(path("none/x.png"), true), HasSubstr("there is no folder"));
  EXPECT_ERROR(write_examples(torch::zeros({1, 3, 2, 2}), {"../out"}, path("new")),
               HasSubstr("can't be the name"));
}

TEST(WriteExamples, NumbersNameFilesThatSort) {
  const TempFolder folder;
  std::vector<std::string> numbers;
  for (int i = 0; i < 11; ++i) numbers.push_back(std::to_string(i));
  write_examples(torch::zeros({11, 1, 2, 2}), numbers, folder.path() / "numbers");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "numbers/00.png"));
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "numbers/10.png"));
  write_examples(torch::zeros({2, 1, 2, 2}), {"7", "a.png"}, folder.path() / "names");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "names/7.png"));
}

}  // namespace
}  // namespace antifaz
