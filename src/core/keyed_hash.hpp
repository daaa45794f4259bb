#pragma once

#include <cstdint>
#include <string_view>

namespace antifaz {

/// SipHash-2-4 of `text` under a key derived from `seed` (libsodium). Without the seed the result
/// can't be predicted from the text, with it it is the same on every machine and in every order of
/// processing.
std::uint64_t keyed_hash(std::uint64_t seed, std::string_view text);

/// A seed nobody knows, from the operating system.
std::uint64_t random_seed();

}  // namespace antifaz
