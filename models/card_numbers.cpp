#include "models/card_numbers.hpp"

#include "src/core/error.hpp"

namespace antifaz {

double card_number(const TensorFile& contents, const std::string& key, double low, double high,
                   const std::filesystem::path& file) {
  const auto found = contents.card.find(key);
  if (found == contents.card.end()) throw Error(file, "its card lacks '" + key + "'");
  try {
    std::size_t end = 0;
    const double value = std::stod(found->second, &end);
    if (end == found->second.size() && value >= low && value <= high) return value;
  } catch (const std::logic_error&) {
    // said below
  }
  throw Error(file, "its card's '" + key + "' is '" + found->second + "', no usable number");
}

}  // namespace antifaz
