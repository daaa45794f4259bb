#include "models/autoencoders/options.hpp"

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(AutoencoderOptionsTest, RefusesWhatAnOptionCantBe) {
  AutoencoderOptions options;
  EXPECT_ERROR(set_option(options, "corruption", "dust"), HasSubstr("salt-and-pepper"));
  EXPECT_ERROR(set_option(options, "noise", "-1"), HasSubstr("at least 0"));
  EXPECT_ERROR(set_option(options, "code", "0"), HasSubstr("a whole number of at least 1"));
  EXPECT_ERROR(set_option(options, "widths", "8,0"), HasSubstr("at least 1"));
  EXPECT_ERROR(set_option(options, "dropout", "1"), HasSubstr("at most 0.99"));
  EXPECT_ERROR(set_option(options, "beta", "nan"), HasSubstr("at least 0"));
  EXPECT_NO_THROW(set_option(options, "warmup", "0"));
}

TEST(AutoencoderOptionsTest, SaysWhatAnOptionCanBe) {
  for (const AutoencoderOption& one : describe(AutoencoderOptions())) {
    for (const std::string& choice : one.choices) {
      AutoencoderOptions options;
      EXPECT_NO_THROW(set_option(options, one.name, choice)) << one.name << " " << choice;
    }
    const bool named = one.value.find_first_of("0123456789") == std::string::npos;
    EXPECT_EQ(one.choices.empty(), !named || one.value.empty()) << one.name;
  }
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
