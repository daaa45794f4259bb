#include "src/core/sha256.hpp"

#include <gtest/gtest.h>

#include "src/core/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

TEST(Sha256Test, GivesTheStandardsExample) {  // FIPS 180-4, "abc"
  const testing::TempFolder folder;
  EXPECT_EQ(sha256_of(folder.write("abc", "abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256Test, TakesBytesToo) {
  const testing::TempFolder folder;
  EXPECT_EQ(sha256_of_bytes("abc"), sha256_of(folder.write("abc", "abc")));
}

TEST(Sha256Test, NamesAMissingFile) { EXPECT_THROW(sha256_of("/nowhere/at/all"), Error); }

}  // namespace
}  // namespace antifaz
