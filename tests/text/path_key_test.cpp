#include "src/text/path_key.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

TEST(PathKey, SpellingsOfOnePathAgree) {
  for (const char* path : {"sub/b.jpg", "sub\\b.jpg", ".\\sub\\b.jpg", "./sub/b.jpg", "sub//b.jpg",
                           "sub/./b.jpg", "sub/x/../b.jpg", " sub/b.jpg", "sub/b.jpg  ",
                           "sub/b.jpg\t", "sub/b.jpg\r", "sub\\\\b.jpg"}) {
    EXPECT_EQ(path_key(path), "sub/b.jpg") << path;
  }
}

TEST(PathKey, NormalFormsOfUnicodeAgree) {
  EXPECT_EQ(path_key("Zoe\xCC\x88.jpg"), "Zo\xC3\xAB.jpg");
  EXPECT_EQ(path_key("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), "\xED\x95\x9C");  // Hangul
}

TEST(PathKey, OtherPathsStayApart) {
  EXPECT_EQ(path_key("A.jpg"), "A.jpg");
  EXPECT_EQ(path_key("a b .jpg"), "a b .jpg");
  EXPECT_EQ(path_key("../a.jpg"), "../a.jpg");
  EXPECT_EQ(path_key("Zo\xEB.jpg"), "Zo\xEB.jpg");  // no UTF-8
}

TEST(PathKey, NothingHasAnEmptyKey) {
  for (const char* path : {"", " ", ".", "./", ".\\", "x/.."})
    EXPECT_EQ(path_key(path), "") << path;
  EXPECT_EQ(path_key("sub/"), "sub");
  EXPECT_EQ(path_key("/"), "/");
  EXPECT_EQ(path_key("/.."), "/");
  EXPECT_EQ(path_key("../../a"), "../../a");
  EXPECT_EQ(path_key("/a/../../b//"), "/b");
}

TEST(PathKey, RootsAreKnown) {
  for (const char* path : {"/x", "C:\\x", "d:/x", "\\\\server\\x"}) {
    EXPECT_TRUE(is_absolute_key(path_key(path))) << path;
  }
  for (const char* path : {"x", "C:x", "x:/y/../a", "..\\x", ""}) {
    EXPECT_EQ(is_absolute_key(path_key(path)), std::string(path) == "x:/y/../a") << path;
  }
}

}  // namespace
}  // namespace antifaz
