#include "src/core/sha256.hpp"

#include <sodium.h>

#include "src/core/files.hpp"

namespace antifaz {

std::string sha256_of(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char text[2 * sizeof digest + 1];
  return sodium_bin2hex(text, sizeof text, digest, sizeof digest);
}

}  // namespace antifaz
