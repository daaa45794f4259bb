#include "src/core/keyed_hash.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>

namespace antifaz {
namespace {

// From a SipHash-2-4 written in Python from the paper (checked with the paper's vector) under a
// 16-byte BLAKE2b (hashlib) of the seed's eight little-endian bytes.
TEST(KeyedHash, MatchesAnIndependentImplementation) {
  EXPECT_EQ(keyed_hash(0, ""), 0xfcb37177a893f346u);
  EXPECT_EQ(keyed_hash(1, "a/b.jpg#0"), 0x5492e5f9d40a7e06u);
  EXPECT_EQ(keyed_hash(std::numeric_limits<std::uint64_t>::max(), "\xC3\xA9"), 0x55952006a93fe3fbu);
}

TEST(KeyedHash, DependsOnSeedAndText) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (int i = 0; i < 20; ++i) seen.insert(keyed_hash(seed, "face" + std::to_string(i)));
  }
  EXPECT_EQ(seen.size(), 400u);
}

TEST(KeyedHash, LowestBitIsAFairCoin) {
  int ones = 0;
  for (int i = 0; i < 10000; ++i) ones += keyed_hash(42, std::to_string(i)) & 1;
  EXPECT_NEAR(ones, 5000, 250);  // five standard deviations
}

TEST(RandomSeed, IsNewEachTime) { EXPECT_NE(random_seed(), random_seed()); }

}  // namespace
}  // namespace antifaz
