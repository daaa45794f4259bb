#include "src/core/sha256.hpp"

#include <sodium.h>

#include "src/core/files.hpp"

namespace antifaz {

std::string sha256_of_bytes(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char text[2 * sizeof digest + 1];
  return sodium_bin2hex(text, sizeof text, digest, sizeof digest);
}

std::string sha256_of(const std::filesystem::path& file) {
  return sha256_of_bytes(read_file(file));
}

}  // namespace antifaz
