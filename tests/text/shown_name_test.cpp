#include "src/text/shown_name.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(ShownName, NamesOfAnyScriptStayAsTheyAre) {
  for (const char* name :
       {"", "a b.jpg", "sub\\b.jpg", "Zo\xC3\xAB.jpg", "\xE5\x86\x99\xE7\x9C\x9F",
        "\xF0\x9F\x99\x82", "o\xCC\x88", "it's \"so\""}) {
    EXPECT_EQ(shown(name), name);
  }
}

TEST(ShownName, ControlCharactersAreEscaped) {
  EXPECT_EQ(shown("a\nb\r\t\x1B[2J\x7F"), "a\\nb\\r\\t\\x1b[2J\\x7f");
  EXPECT_EQ(shown(std::string_view("x.jpg\0y", 7)), "x.jpg\\x00y");
  EXPECT_EQ(shown("\xC2\x9B"
                  "31m"),
            "\\u{9b}31m");
}

TEST(ShownName, WhatHidesOrReordersTextIsEscaped) {
  EXPECT_EQ(shown("gpj.\xE2\x80\xAE.exe"), "gpj.\\u{202e}.exe");
  EXPECT_EQ(shown("a\xE2\x80\x8B"
                  "b\xE2\x80\xA8"
                  "c\xEF\xBB\xBF"),
            "a\\u{200b}b\\u{2028}c\\u{feff}");
}

TEST(ShownName, BytesThatAreNoUtf8AreEscaped) {
  EXPECT_EQ(shown("Zo\xEB.jpg"), "Zo\\xeb.jpg");
  EXPECT_EQ(shown("\xC3"), "\\xc3");
  EXPECT_EQ(shown("\xED\xA0\x80"), "\\xed\\xa0\\x80");  // half of a surrogate pair
  EXPECT_EQ(shown("\xC0\xAF"), "\\xc0\\xaf");           // "/" spelt too long
}

TEST(ShownName, LongNamesLoseTheirMiddle) {
  const std::string longest(kShownBytes, 'x');
  EXPECT_EQ(shown(longest), longest);
  const std::string path = std::string(20'000'000, 'd') + "/a.jpg";
  EXPECT_THAT(shown(path), AllOf(StartsWith("ddd"), EndsWith("d/a.jpg (20000006 bytes)"),
                                 SizeIs(Le(kShownBytes + 20))));
}

TEST(ShownName, NoCharacterIsCutInTwo) {
  for (const std::string& start : {"", "a", "aa"}) {
    std::string name = start;
    for (int i = 0; i < 100; ++i) name += "\xE5\x86\x99";
    EXPECT_EQ(shown(name).find("\\x"), std::string::npos);
  }
}

TEST(ShownName, LongNamesOfBytesStayShort) {
  EXPECT_THAT(shown(std::string(100'000, '\x80')), SizeIs(Le(4 * kShownBytes + 20)));
}

TEST(ShownLine, StaysOneLineOfBoundedLength) {
  EXPECT_EQ(shown_line("a\nb\x1B: is cut off"), "a\\nb\\x1b: is cut off");
  std::string line;
  while (line.size() < kShownLineBytes) line += "word ";
  EXPECT_EQ(shown_line(line), line);
  EXPECT_THAT(shown_line(line + line), AllOf(EndsWith(" (8000 bytes)"), SizeIs(Le(4000))));
}

TEST(ShownLine, CutsLongNames) {
  const std::string name(1'000'000, 'x');
  EXPECT_THAT(shown_line(name + ": is  '" + name + "'"),
              AllOf(StartsWith("xxx"), HasSubstr("xxx (1000000 bytes): is  'xxx"),
                    EndsWith("xxx' (1000002 bytes)"), SizeIs(Le(500))));
}

TEST(ShownLine, LeavesWhatIsShownAlready) {
  const std::string name = shown("a\n\x1b\xff\xE2\x80\xAE.jpg");
  EXPECT_EQ(shown_line(name + ": no face"), name + ": no face");
}

}  // namespace
}  // namespace antifaz
