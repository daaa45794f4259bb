#include "pipelines/codes/codes_input.hpp"

#include "models/codes/labelled_codes.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Messages : public Observer {
 public:
  void message(const std::string& line) override { lines.push_back(line); }
  std::vector<std::string> lines;
};

TEST(CodesInput, WithoutAManifestThereAreNoLabels) {
  const testing::TempFolder folder;
  Messages observer;
  const LabelledCodes codes =
      read_codes({folder.write("codes.csv", "path,c0\na.png,1\nb.png,2\n")}, observer);
  EXPECT_THAT(codes.names, ElementsAre("a.png", "b.png"));
  EXPECT_FALSE(codes.has_labels());
  EXPECT_TRUE(observer.lines.empty());
}

TEST(CodesInput, TellsHowManyHaveNoLabel) {
  const testing::TempFolder folder;
  const auto codes_file = folder.write("codes.csv", "path,c0\na.png,1\nb.png,2\nc.png,3\n");
  folder.write("manifest.csv", "path,subject,gender\na.png,1,female\nb.png,2,male\n");
  Messages observer;
  const LabelledCodes codes = read_codes({codes_file, folder / "manifest.csv", "gender"}, observer);
  EXPECT_THAT(codes.names, ElementsAre("a.png", "b.png"));
  EXPECT_THAT(codes.classes, ElementsAre("female", "male"));
  EXPECT_THAT(observer.lines, ElementsAre("1 examples without a label 'gender' are left out"));
}

TEST(CodesInput, TellsWhatOfTheLabelsIsLeftOver) {
  const testing::TempFolder folder;
  const auto codes_file = folder.write("codes.csv", "path,c0\nsub/a.png,1\nb.png,2\nc.png,3\n");
  const auto labels = folder.write(
      "labels.csv", "Path;Gender\nsub\\a.png;female\n.\\b.png;male\nc.png;M\nd.png;male\n");
  Messages observer;
  const LabelledCodes codes = read_codes({codes_file, labels, "gender"}, observer);
  EXPECT_THAT(codes.names, ElementsAre("sub/a.png", "b.png"));
  EXPECT_THAT(observer.lines,
              ElementsAre(HasSubstr("matches no photograph: 'd.png (line 5)'"),
                          HasSubstr("no label, which 'female' and 'male' are: 'M (line 4)'"),
                          HasSubstr("1 examples without a label")));
}

TEST(CodesInput, AFolderIsToBeEncodedFirst) {
  const testing::TempFolder folder;
  Observer silent;
  EXPECT_ERROR(read_codes({folder.path()}, silent), HasSubstr("encode it first"));
}

}  // namespace
}  // namespace antifaz
