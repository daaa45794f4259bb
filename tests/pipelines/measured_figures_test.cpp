#include "pipelines/measured_figures.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

namespace antifaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Listener : Observer {
  void message(const std::string& line) override { lines.push_back(line); }
  std::vector<std::string> lines;
};

TEST(MeasuredFiguresTest, LeavesOutWhatCantBeToldAndSaysSoOnce) {
  MeasuredFigures figures;
  Listener listener;
  const NamedValues values{{"cosine", 0.5}, {"tmr", std::nan("")}, {"loss", INFINITY}};
  for (int epoch = 0; epoch < 2; ++epoch) {
    const NamedValues measured = figures.of(values, listener);
    ASSERT_EQ(measured.size(), 2U);
    EXPECT_EQ(measured[0].first, "cosine");
    EXPECT_EQ(measured[1].first, "loss");  // beyond all numbers is told as it is
  }
  EXPECT_THAT(listener.lines, ElementsAre(HasSubstr("tmr is left out")));
}

}  // namespace
}  // namespace antifaz
