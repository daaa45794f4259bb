#include "pipelines/codes/model_input.hpp"

#include "models/autoencoders/open_model.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/tiny_autoencoder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ModelInput, TellsOfWhatCannotBeRead) {
  const testing::TempFolder folder;
  write_photo(cv::Mat(20, 30, CV_8UC3, cv::Scalar::all(9)), folder / "a.png");
  folder.write("b.png", "no image");
  class : public Observer {
   public:
    void message(const std::string& line) override { lines.push_back(line); }
    std::vector<std::string> lines;
  } observer;
  const NamedExamples read =
      read_for_model(testing::tiny_autoencoder("upsample"), folder.path(), 0, observer);
  EXPECT_THAT(read.names, ElementsAre("a.png"));
  EXPECT_EQ(read.skipped(), 1U);
  EXPECT_THAT(observer.lines, ElementsAre(HasSubstr("b.png")));
}

}  // namespace
}  // namespace antifaz
