#include "src/text/folded_name.hpp"

#include <gtest/gtest.h>

#include <string>

namespace antifaz {
namespace {

TEST(FoldedName, ForgetsCaseAndNormalForm) {
  EXPECT_EQ(folded_name("Sub/IMG_1.JPG"), "sub/img_1.jpg");
  EXPECT_EQ(folded_name("Caf\xc3\xa9.jpg"), folded_name("cafe\xcc\x81.JPG"));
  EXPECT_EQ(folded_name("\xc3\x89t\xc3\xa9"), folded_name("e\xcc\x81T\xc3\xa9"));
  EXPECT_EQ(folded_name("Stra\xc3\x9f"
                        "e"),
            folded_name("STRASSE"));
  EXPECT_NE(folded_name("cafe.jpg"), folded_name("caf\xc3\xa9.jpg"));
  EXPECT_EQ(folded_name("\xff"
                        "A"),
            "\xff"
            "a");
  EXPECT_EQ(folded_name(""), "");
}

TEST(EscapedName, LosesNoByteAndLeavesNoneThatHarms) {
  EXPECT_EQ(escaped_name("sub/caf\xc3\xa9 1.jpg"), "sub/caf\xc3\xa9 1.jpg");
  EXPECT_EQ(escaped_name("a\nb\\c\xff\x1b.jpg"), "a\\x0ab\\\\c\\xff\\x1b.jpg");
  EXPECT_EQ(escaped_name("\xc2\x85"), "\\xc2\\x85") << "a control character of two bytes";
  EXPECT_EQ(escaped_name("\xe2\x82"), "\\xe2\\x82") << "cut short";
  EXPECT_EQ(escaped_name(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(escaped_name("=1+2"), "\\x3d1+2");
  EXPECT_EQ(escaped_name("@a-b"), "\\x40a-b");
  EXPECT_EQ(escaped_name(""), "");
}

}  // namespace
}  // namespace antifaz
