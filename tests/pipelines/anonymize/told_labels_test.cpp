#include <gmock/gmock.h>

#include <filesystem>

#include "pipelines/anonymize/anonymize_plan.hpp"
#include "tests/support/anonymize_fixture.hpp"
#include "tests/support/error_matcher.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class ToldLabels : public testing::AnonymizeFixture {};

TEST_F(ToldLabels, OutsideTheOutputFolderAlone) {
  photo("a.png", {false});
  options_.mode = Mode::kOpposite;
  options_.tell_labels = true;
  EXPECT_ERROR(plan_anonymize(options_), HasSubstr("needs a report"));
  temp_.write("out/sub/keep", "");
  fs::create_directory_symlink(temp_.path() / "out", temp_.path() / "link");
  for (const char* report : {"out/report.json", "link/sub/report.json"}) {
    options_.report = temp_.path() / report;
    EXPECT_ERROR(plan_anonymize(options_), HasSubstr("would tell genders inside the output folder"))
        << report;
  }
  options_.report = temp_.path() / "report.json";
  EXPECT_EQ(plan_anonymize(options_).photos->size(), 1u);
  options_.mode = Mode::kRandom;
  EXPECT_ERROR(plan_anonymize(options_), HasSubstr("in mode random no label"));
}

TEST_F(ToldLabels, NoReportTakesTheLedgersPlace) {
  photo("a.png", {false});
  options_.overwrite = true;
  options_.report = options_.output / ".antifaz/ledger.sqlite";
  EXPECT_ERROR(plan_anonymize(options_), HasSubstr("lies among what the program keeps"));
}

}  // namespace
}  // namespace antifaz
