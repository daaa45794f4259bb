#include "models/judges/gender_net_options.hpp"

#include <stdexcept>
#include <utility>

namespace antifaz {
namespace {

constexpr std::pair<GenderFamily, std::string_view> kFamilies[] = {
    {GenderFamily::kResidual, "residual"},   {GenderFamily::kVgg, "vgg"},
    {GenderFamily::kDepthwise, "depthwise"}, {GenderFamily::kAttention, "attention"},
    {GenderFamily::kDense, "dense"},         {GenderFamily::kPaper2018, "paper2018"}};

}  // namespace

std::optional<GenderFamily> parse_gender_family(std::string_view text) {
  for (const auto& [family, name] : kFamilies) {
    if (name == text) return family;
  }
  return std::nullopt;
}

std::string_view to_string(GenderFamily family) {
  for (const auto& [known, name] : kFamilies) {
    if (known == family) return name;
  }
  throw std::logic_error("unknown family");
}

}  // namespace antifaz
