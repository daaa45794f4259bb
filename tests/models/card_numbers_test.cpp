#include "models/card_numbers.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

double width(const std::string& text) {
  return card_number({{{"width", text}}, {}}, "width", 1, 1024, "net.safetensors");
}

TEST(CardNumber, IsTheOptionsValue) {
  EXPECT_EQ(width("24"), 24);
  EXPECT_EQ(width("1.500000"), 1.5);
}

TEST(CardNumber, RefusesWhatIsNoNumberOrOutOfRange) {
  for (const char* text : {"", "wide", "24 px", "0", "1025", "-1", "nan", "inf", "1e999"}) {
    EXPECT_ERROR(width(text), HasSubstr("net.safetensors: its card's 'width' is '")) << text;
  }
  EXPECT_ERROR(card_number({}, "width", 1, 2, "net.safetensors"), HasSubstr("lacks 'width'"));
}

}  // namespace
}  // namespace antifaz
