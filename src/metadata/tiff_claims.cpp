#include "src/metadata/tiff_claims.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace antifaz {
namespace {

constexpr std::uint64_t kUnknown = std::numeric_limits<std::uint64_t>::max();

bool is_emptied(std::uint64_t tag) {
  constexpr std::array<std::uint64_t, 5> kTags{
      0x8649,  // Photoshop's resources
      0x8773,  // the profile
      0x927c,  // the maker's note
      0x935c,  // Photoshop's layers
      0xc634,  // a maker's data in a DNG
  };
  return std::find(kTags.begin(), kTags.end(), tag) != kTags.end();
}

bool leads_on(std::uint64_t tag) { return tag == 0x8769 || tag == 0x8825 || tag == 0xa005; }

class Tags {
 public:
  explicit Tags(std::string& tiff) : tiff_(tiff), motorola_(tiff.substr(0, 2) == "MM") {}

  std::uint64_t claims() {
    if (tiff_.size() < 8 || number(2, 2) != 42) return kUnknown;
    directories_.push_back(number(4, 4));
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < directories_.size(); ++i) {
      const std::uint64_t of_one = claims_in(directories_[i]);
      if (of_one == kUnknown) return kUnknown;
      all += of_one;
    }
    return all;
  }

 private:
  std::uint64_t number(std::uint64_t at, int bytes) const {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) {
      const auto place = at + static_cast<std::uint64_t>(motorola_ ? i : bytes - 1 - i);
      value = value << 8 | static_cast<unsigned char>(tiff_[place]);
    }
    return value;
  }

  void read_later(std::uint64_t directory) {
    const auto known = std::find(directories_.begin(), directories_.end(), directory);
    if (known == directories_.end()) directories_.push_back(directory);
  }

  std::uint64_t claims_in(std::uint64_t directory) {
    constexpr std::uint64_t kEntry = 12;
    if (directory + 2 > tiff_.size()) return kUnknown;
    const std::uint64_t count = number(directory, 2);
    if (directory + 2 + count * kEntry > tiff_.size()) return kUnknown;
    std::uint64_t all = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t entry = directory + 2 + i * kEntry;
      const std::uint64_t tag = number(entry, 2);
      if (is_emptied(tag)) {
        tiff_.replace(entry + 4, 4, 4, '\0');
      } else {
        constexpr std::uint64_t kLargestType = 8;
        all += number(entry + 4, 4) * kLargestType;
        if (leads_on(tag)) read_later(number(entry + 8, 4));
      }
    }
    return all;
  }

  std::string& tiff_;
  bool motorola_;
  std::vector<std::uint64_t> directories_;
};

}  // namespace

std::uint64_t claims_of_tags(std::string& tiff) { return Tags(tiff).claims(); }

}  // namespace antifaz
