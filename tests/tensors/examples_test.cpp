#include "src/tensors/examples.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "src/data/npy.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

cv::Mat grey_image(int width, int height, int value) {
  return {height, width, CV_8UC3, cv::Scalar::all(value)};
}

TEST(ReadExamples, NamesImagesThatCantBeReadAndTakesTheOthers) {
  const TempFolder folder;
  write_photo(grey_image(20, 10, 60), folder / "a.png");
  write_photo(grey_image(10, 20, 90), folder / "sub/c.png");
  folder.write("b.png", "no image");
  const NamedExamples examples = read_examples(folder.path(), {8, false});
  EXPECT_THAT(examples.names, ElementsAre("a.png", "sub/c.png"));
  EXPECT_EQ(examples.values.sizes(), at::IntArrayRef({2, 3, 8, 8}));
  EXPECT_EQ(examples.values[1].to(torch::kFloat32).mean().item<float>(), 90);
  EXPECT_EQ(examples.skipped(), 1U);
  EXPECT_THAT(examples.problems, ElementsAre(HasSubstr("b.png")));
  EXPECT_EQ(read_examples(folder.path(), {8, true}).values.size(1), 1);
  EXPECT_ERROR(read_examples(folder.path() / "b.png", {}), HasSubstr("b.png"));
}

TEST(ReadExamples, NamesWhatOfAFolderCantBeLookedAt) {
  const TempFolder folder;
  write_photo(grey_image(20, 10, 60), folder / "a.png");
  std::filesystem::create_symlink("nowhere", folder.path() / "link");
  EXPECT_THAT(read_examples(folder.path(), {8, false}).problems,
              ElementsAre(HasSubstr("link: is a link that leads nowhere")));
}

TEST(ReadExamples, RefusesNumbersThatAreNotFinite) {
  const TempFolder folder;
  for (const char* number : {"nan", "inf", "-inf", "1e999", "NaN(x)"}) {
    const auto file = folder.write("x.csv", std::string("a,b\n1,2\n3,") + number + "\n");
    EXPECT_ERROR(read_examples(file, {}),
                 AllOf(HasSubstr("line 3"), HasSubstr("no finite number")));
  }
  write_npy({{1, 2}, std::vector<float>{1, NAN}}, folder.path() / "x.npy");
  EXPECT_ERROR(read_examples(folder.path() / "x.npy", {}), HasSubstr("not finite"));
}

TEST(ReadExamples, RefusesArraysOfNothingWhateverTheirShape) {
  const TempFolder folder;
  const std::int64_t huge = 100000000000000;
  write_npy({{0, huge, huge}, std::vector<float>{}}, folder.path() / "x.npy");
  EXPECT_ERROR(read_examples(folder.path() / "x.npy", {}), HasSubstr("must hold rows"));
}

TEST(ReadExamples, TakesSomeEvenlySpacedAndFindsTheirPartners) {
  const TempFolder folder;
  const auto file = folder.write("x.csv", "path,a\np,0\nq,1\nr,2\ns,3\n");
  const NamedExamples some = read_examples(file, {}, 2);
  EXPECT_THAT(some.names, ElementsAre("p", "r"));
  const auto other = folder.write("y.csv", "path,a\nr,20\np,10\n");
  EXPECT_TRUE(
      torch::equal(partners_of(some, other, {}).values.flatten(), torch::tensor({10.0F, 20.0F})));
  EXPECT_ERROR(partners_of(read_examples(file, {}), other, {}), HasSubstr("no partner of q"));
}

TEST(ReadSquares, CropsTheMiddle) {
  const TempFolder folder;
  cv::Mat image = grey_image(30, 10, 0);
  image.colRange(10, 20).setTo(cv::Scalar(10, 20, 30));
  write_photo(image, folder / "wide.png");
  EXPECT_EQ(read_square(folder.path() / "wide.png", 4).at<cv::Vec3b>(0, 0), cv::Vec3b(10, 20, 30));
  const at::Tensor squares = read_squares(folder.path(), {"wide.png"}, 4);
  EXPECT_EQ(squares.sizes(), at::IntArrayRef({1, 3, 4, 4}));
  EXPECT_EQ(squares[0][0][3][3].item<int>(), 30);  // red first
  EXPECT_ERROR(read_squares(folder.path(), {"none.png"}, 4), HasSubstr("none.png"));
}

}  // namespace
}  // namespace antifaz
