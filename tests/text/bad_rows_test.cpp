#include "src/text/bad_rows.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StrEq;

TEST(BadRows, AreNamedTogetherInTheOrderOfTheirLines) {
  BadRows bad("t.csv");
  EXPECT_NO_THROW(bad.throw_if_any());
  bad.add(7, "x");
  bad.add(3, "y");
  EXPECT_ERROR(bad.throw_if_any(), StrEq("t.csv: line 3: y; line 7: x"));
}

TEST(BadRows, TheFirstTenAreNamedWhateverTheirOrderAndTheRestCounted) {
  BadRows bad("t.csv");
  for (std::size_t line = 100; line > 0; --line) bad.add(line, "x");
  EXPECT_ERROR(bad.throw_if_any(),
               AllOf(HasSubstr("line 1: x"), HasSubstr("line 10: x; and 90 more"),
                     Not(HasSubstr("line 11:"))));
}

}  // namespace
}  // namespace antifaz
