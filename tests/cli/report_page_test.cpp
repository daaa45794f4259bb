#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/page_figures.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";

/// The page of a real evaluation of the composite faces, as a browser sees it.
class ReportPageInBrowserTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v chromium >/dev/null") != 0) {
      GTEST_SKIP() << "needs chromium, not here";
    }
  }
  std::string path(const std::string& name) const { return (temp_.path() / name).string(); }

  /// Opens the page; what the browser logs goes to `log`.
  std::string dom_of(const std::string& page, std::string& log) {
    const std::string command =
        "timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync "
        "--enable-logging=stderr --virtual-time-budget=5000 --user-data-dir=" +
        path("profile") + " --dump-dom file://" + path(page) + " >" + path("dom.html") + " 2>" +
        path("log");
    EXPECT_EQ(std::system(command.c_str()), 0);
    log = testing::text_of(path("log"));
    return testing::text_of(path("dom.html"));
  }

  testing::TempFolder temp_;
};

TEST_F(ReportPageInBrowserTest, ShowsWhatTheJsonSaysAndComplainsOfNothing) {
  const auto anonymized =
      testing::run_program({"anonymize", kFaces, "--output", path("protected"), "--seed", "2018"});
  ASSERT_EQ(anonymized.exit_code, 0) << anonymized.err;
  const auto evaluated = testing::run_program({"evaluate", kFaces, path("protected"), "--report",
                                               path("report.json"), "--html", path("page.html")});
  ASSERT_EQ(evaluated.exit_code, 0) << evaluated.err;
  const auto report = nlohmann::json::parse(testing::text_of(path("report.json")));
  std::string log;
  const std::string dom = dom_of("page.html", log);
  EXPECT_GT(testing::expect_figures_of(report, dom), 50u);
  EXPECT_THAT(dom, ContainsRegex("data-charts=\"[1-9]"));
  EXPECT_THAT(dom, HasSubstr("<canvas"));
  EXPECT_THAT(dom, HasSubstr("data:image/jpeg"));
  // Any request would be refused by the page's content security policy, and said here.
  EXPECT_THAT(log, Not(HasSubstr("CONSOLE")));
}

}  // namespace
}  // namespace antifaz
