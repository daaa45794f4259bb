#include "models/autoencoders/options.hpp"

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(AutoencoderOptionsTest, RefusesWhatAnOptionCantBe) {
  AutoencoderOptions options;
  EXPECT_ERROR(set_option(options, "corruption", "dust"), HasSubstr("salt-and-pepper"));
  EXPECT_ERROR(set_option(options, "noise", "-1"), HasSubstr("at least 0"));
}

TEST(AutoencoderOptionsTest, EveryOptionSurvivesItsText) {
  AutoencoderOptions options, copy;
  options.widths = {3, 4};
  options.network = AutoencoderNetwork::kTransposed;
  options.corruption = Corruption::kPoisson;
  options.beta = 0.25;
  options.linear = true;
  for (const AutoencoderOption& one : describe(options)) set_option(copy, one.name, one.value);
  const auto first = describe(options), second = describe(copy);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].value, second[i].value);
  EXPECT_EQ(copy.widths, options.widths);
}

}  // namespace
}  // namespace antifaz
