#include "src/metadata/tiff_claims.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/support/image_bytes.hpp"

namespace antifaz {
namespace {

struct Tag {
  std::size_t name, count, place;
};

/// A TIFF file of these directories, each after the other; the first begins at byte 8.
std::string tiff(const std::vector<std::vector<Tag>>& directories, bool motorola) {
  const auto number = motorola ? testing::big_endian : testing::little_endian;
  std::string file = (motorola ? "MM" : "II") + number(42, 2) + number(8, 4);
  for (const auto& tags : directories) {
    file += number(tags.size(), 2);
    for (const Tag& tag : tags) {
      file += number(tag.name, 2) + number(7, 2) + number(tag.count, 4) + number(tag.place, 4);
    }
    file += number(0, 4);
  }
  return file;
}

constexpr std::size_t kSecond = 8 + 2 + 12 * 2 + 4;  // behind a directory of two tags

TEST(ClaimsOfTags, AreThoseOfAllDirectoriesOnceEach) {
  for (const bool motorola : {false, true}) {
    std::string file = tiff({{{0x10e, 100, 0}, {0x8769, 1, kSecond}},
                             {{0x9000, 1000, 0}, {0xa005, 1, 8}}},  // and back to the first
                            motorola);
    EXPECT_EQ(claims_of_tags(file), 8u * (100 + 1 + 1000 + 1)) << motorola;
  }
}

TEST(ClaimsOfTags, MakersNotesAndPhotoshopsResourcesAreEmptied) {
  std::string file = tiff({{{0x8649, 5000, 0}, {0x8769, 1, kSecond}}, {{0x927c, 5000, 0}}}, false);
  EXPECT_EQ(claims_of_tags(file), 8u);
  EXPECT_EQ(file, tiff({{{0x8649, 0, 0}, {0x8769, 1, kSecond}}, {{0x927c, 0, 0}}}, false));
}

TEST(ClaimsOfTags, BrokenFilesClaimTheMost) {
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  const std::string whole = tiff({{{0x10e, 100, 0}, {0x8769, 1, 900}}}, false);
  for (std::string file : {std::string(), std::string("II"), whole, whole.substr(0, 20),
                           std::string("II+\0\0\0\0\0", 8)}) {
    EXPECT_EQ(claims_of_tags(file), kMost) << file.size();
  }
}

}  // namespace
}  // namespace antifaz
