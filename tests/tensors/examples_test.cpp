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

TEST(ReadExamples, TakesIdxFilesForGreyImages) {
  const TempFolder folder;
  std::string bytes("\0\0\x08\x03\0\0\0\x02\0\0\0\x04\0\0\0\x04", 16);
  for (char i = 0; i < 32; ++i) bytes += i;
  const auto file = folder.write("train-images-idx3-ubyte", bytes);
  const NamedExamples examples = read_examples(file, {});
  EXPECT_EQ(examples.values.sizes(), at::IntArrayRef({2, 1, 4, 4}));
  EXPECT_EQ(examples.values[1][0][3][3].item<int>(), 31);
  ExampleShape larger{8};
  larger.fit_arrays = true;
  EXPECT_EQ(read_examples(file, larger).values.sizes(), at::IntArrayRef({2, 1, 8, 8}));
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

TEST(ReadExamples, TakesAFirstLineOfNumbersForARow) {
  const TempFolder folder;
  const auto values = [&](const std::string& text) {
    return read_examples(folder.write("x.csv", text), {}).values;
  };
  EXPECT_TRUE(
      torch::equal(values("0.5,-1\n2,3e0\n"), torch::tensor({{0.5F, -1.0F}, {2.0F, 3.0F}})));
  EXPECT_EQ(values("7\n").sizes(), at::IntArrayRef({1, 1}));
  EXPECT_EQ(values("0,0,0\n0,0,0\n").size(0), 2);  // as names they would be there twice
  EXPECT_EQ(values("5,6,7\n5,6,8\n").size(0), 2);
}

TEST(ReadExamples, TakesNamesAndCountsForAHeader) {
  const TempFolder folder;
  for (const char* header : {"a,b,c", "0,1,2", "1,2,3", "path,1,2", "x1,0.5,2"}) {
    const auto file = folder.write("x.csv", std::string(header) + "\n7,8,9\n");
    EXPECT_EQ(read_examples(file, {}).values.size(0), 1) << header;
  }
}

TEST(ReadExamples, NamesTheLineOfWhatIsNoNumber) {
  const TempFolder folder;
  EXPECT_ERROR(read_examples(folder.write("x.csv", "1,nan\n2,3\n"), {}),
               AllOf(HasSubstr("line 1"), HasSubstr("no finite number")));
  EXPECT_ERROR(read_examples(folder.write("x.csv", "1,2\n3\n"), {}),
               AllOf(HasSubstr("line 2 has 1 cells"), HasSubstr("the first line 2")));
}

TEST(ReadExamples, TakesArraysAsTheyAreOrFitted) {
  const TempFolder folder;
  const auto file = folder.path() / "x.NPY";
  std::vector<std::uint8_t> bytes(2 * 8 * 12 * 3);  // channels last, the middle square green
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t column = i / 3 % 12;
    bytes[i] = column >= 2 && column < 10 && i % 3 == 1 ? 200 : 0;
  }
  write_npy({{2, 8, 12, 3}, bytes}, file);
  EXPECT_EQ(read_examples(file, {4, true}).values.sizes(), at::IntArrayRef({2, 3, 8, 12}));
  const at::Tensor colour = read_examples(file, {4, false, true}).values;
  ASSERT_EQ(colour.sizes(), at::IntArrayRef({2, 3, 4, 4}));
  EXPECT_TRUE((colour.select(1, 1) == 200).all().item<bool>());
  EXPECT_TRUE((colour.select(1, 0) == 0).all().item<bool>());
  const at::Tensor grey = read_examples(file, {16, true, true}).values;
  ASSERT_EQ(grey.sizes(), at::IntArrayRef({2, 1, 16, 16}));
  EXPECT_TRUE((grey == 117).all().item<bool>());  // 0.587 * 200
}

TEST(ReadExamples, FittedFloatsStayBetweenBlackAndWhite) {
  const TempFolder folder;
  std::vector<float> stripes(9 * 9);
  for (std::size_t i = 0; i < stripes.size(); ++i) stripes[i] = i % 9 < 4 ? 0.0F : 1.0F;
  write_npy({{1, 9, 9}, stripes}, folder.path() / "x.npy");
  const at::Tensor made = read_examples(folder.path() / "x.npy", {32, false, true}).values;
  ASSERT_EQ(made.sizes(), at::IntArrayRef({1, 1, 32, 32}));
  EXPECT_EQ(made.min().item<float>(), 0);
  EXPECT_EQ(made.max().item<float>(), 1);
  write_npy({{3, 2}, std::vector<float>(6, 9)}, folder.path() / "x.npy");
  EXPECT_EQ(read_examples(folder.path() / "x.npy", {32, false, true}).values.sizes(),
            at::IntArrayRef({3, 2}));
}

TEST(ReadExamples, RefusesWhatItsNameSaysIsSomethingElse) {
  const TempFolder folder;
  for (const char* name : {"speech.wav", "song.flac", "table.xlsx", "arrays.npz", "noname"}) {
    EXPECT_ERROR(read_examples(folder.write(name, "1,2\n"), {}),
                 AllOf(HasSubstr(name), HasSubstr("is neither"), HasSubstr("train-speech")));
  }
}

TEST(ExtentsOfFiles, AreKnownOfImagesOnly) {
  const TempFolder folder;
  const ExampleShape shape{24, true};
  EXPECT_THAT(*extents_of_files(folder.path(), shape), ElementsAre(1, 24, 24));
  EXPECT_THAT(*extents_of_files("face.jpg", {}), ElementsAre(3, 64, 64));
  EXPECT_FALSE(extents_of_files("x.npy", shape));
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
