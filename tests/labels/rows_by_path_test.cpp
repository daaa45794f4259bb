#include "src/labels/rows_by_path.hpp"

#include <gmock/gmock.h>

namespace antifaz {
namespace {

Manifest manifest_of(const std::vector<std::string>& paths) {
  Manifest manifest;
  for (const std::string& path : paths) {
    ManifestRow row;
    row.path = path;
    manifest.rows.push_back(row);
  }
  return manifest;
}

TEST(RowsByPath, FindsRowsHoweverTheyAreSpelt) {
  const RowsByPath rows(manifest_of({"a.jpg", "sub/Zo\xC3\xAB.jpg"}));
  EXPECT_EQ(rows.find("./a.jpg"), 0u);
  EXPECT_EQ(rows.find(" a.jpg "), 0u);
  EXPECT_EQ(rows.find("sub\\Zoe\xCC\x88.jpg"), 1u);
  EXPECT_EQ(rows.find("A.jpg"), std::nullopt);
  EXPECT_EQ(rows.find(""), std::nullopt);
}

TEST(RowsByPath, OfRowsThatAreAlikeOnlyTheExactSpellingFindsOne) {
  const RowsByPath rows(manifest_of({"a/b.jpg", "a\\b.jpg"}));
  EXPECT_EQ(rows.find("a/b.jpg"), 0u);
  EXPECT_EQ(rows.find("a\\b.jpg"), 1u);
  EXPECT_EQ(rows.find("./a/b.jpg"), std::nullopt);
}

}  // namespace
}  // namespace antifaz
