#include "src/data/new_file.hpp"

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(ExpectNewFile, RefusesWhatIsThereWhateverItIs) {
  const testing::TempFolder folder;
  EXPECT_NO_THROW(expect_new_file(folder.path() / "new"));
  EXPECT_ERROR(expect_new_file(folder.write("file", "")), HasSubstr("file: is there already"));
  std::filesystem::create_symlink("nowhere", folder.path() / "link");
  EXPECT_ERROR(expect_new_file(folder.path() / "link"), HasSubstr("is there already"));
  EXPECT_ERROR(expect_new_file(folder.path()), HasSubstr("is a folder"));
  EXPECT_ERROR(expect_new_file(folder.path() / "none/x"), HasSubstr("there is no folder"));
}

}  // namespace
}  // namespace antifaz
