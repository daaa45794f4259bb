#include "src/core/keyed_hash.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace antifaz {
namespace {

// Byte order is fixed, so that a seed means the same on every machine.
std::array<unsigned char, 8> little_endian(std::uint64_t value) {
  std::array<unsigned char, 8> bytes;
  for (unsigned char& byte : bytes) {
    byte = static_cast<unsigned char>(value);
    value >>= 8;
  }
  return bytes;
}

std::uint64_t from_little_endian(const std::array<unsigned char, 8>& bytes) {
  std::uint64_t value = 0;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) value = value << 8 | *byte;
  return value;
}

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium can't start");
}

}  // namespace

std::uint64_t keyed_hash(std::uint64_t seed, std::string_view text) {
  start_sodium();
  static_assert(crypto_shorthash_BYTES == 8);
  const auto seed_bytes = little_endian(seed);
  // BLAKE2b spreads the 64-bit seed over SipHash's 128-bit key.
  std::array<unsigned char, crypto_shorthash_KEYBYTES> key;
  crypto_generichash(key.data(), key.size(), seed_bytes.data(), seed_bytes.size(), nullptr, 0);
  std::array<unsigned char, crypto_shorthash_BYTES> hash;
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                   key.data());
  return from_little_endian(hash);
}

std::uint64_t random_seed() {
  start_sodium();
  std::uint64_t seed;
  randombytes_buf(&seed, sizeof seed);
  return seed;
}

}  // namespace antifaz
