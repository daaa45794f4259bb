#include "samples/asks_for_help.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "src/core/files.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(AsksForHelp, FindsItAnywhereButInTheProgramsName) {
  const char* const asking[] = {"program", "folder", "--help"};
  EXPECT_TRUE(asks_for_help(3, asking));
  EXPECT_FALSE(asks_for_help(2, asking));
  const char* const short_form[] = {"program", "-h"};
  EXPECT_TRUE(asks_for_help(2, short_form));
  const char* const name[] = {"--help"};
  EXPECT_FALSE(asks_for_help(1, name));
  EXPECT_FALSE(asks_for_help(0, name));
}

TEST(AsksForHelp, IsAskedByEverySample) {
  int programs = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(ANTIFAZ_SOURCE_DIR) + "/samples")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path());
    if (text.find("int main(") == std::string::npos) continue;
    ++programs;
    EXPECT_THAT(text, HasSubstr("if (asks_for_help(argc, argv))")) << entry.path();
  }
  EXPECT_GE(programs, 6);
}

}  // namespace
}  // namespace antifaz
