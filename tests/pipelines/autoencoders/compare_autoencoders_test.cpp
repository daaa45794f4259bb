#include "pipelines/autoencoders/compare_autoencoders.hpp"

#include <gmock/gmock.h>

#include "src/core/files.hpp"
#include "src/core/number_text.hpp"
#include "src/data/csv.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

CompareAutoencodersJob job_for(const testing::TempFolder& folder) {
  std::string rows = "a,b,c\n";
  for (int i = 0; i < 40; ++i) {
    rows +=
        std::to_string(i % 7) + "," + std::to_string(i % 5) + "," + std::to_string(i % 3) + "\n";
  }
  CompareAutoencodersJob job;
  job.data = folder.write("rows.csv", rows);
  job.network.code = 2;
  job.network.widths = {4};
  job.variants = {"pca", "tied"};
  job.trainer.epochs = 1;
  job.trainer.folder = folder.path() / "out";
  return job;
}

TEST(CompareAutoencoders, WritesTablesAndModels) {
  const testing::TempFolder folder;
  Observer quiet;
  const AutoencoderComparison comparison = compare_autoencoders(job_for(folder), quiet);
  EXPECT_EQ(comparison.training, 36U);
  EXPECT_EQ(comparison.variants.size(), 2U);
  const auto out = folder.path() / "out";
  EXPECT_EQ(read_file(out / "comparison.md"), markdown_table(comparison_table(comparison)) + "\n" +
                                                  comparison_notes(comparison) + "\n");
  for (const char* file : {"comparison.html", "comparison.csv", "pca/weights.safetensors",
                           "tied/weights.safetensors"}) {
    EXPECT_TRUE(std::filesystem::exists(out / file)) << file;
  }
  EXPECT_FALSE(std::filesystem::exists(out / "comparison.png"));
}

TEST(CompareAutoencoders, TheTableHasMeansAndTheCsvEveryTraining) {
  const testing::TempFolder folder;
  Observer quiet;
  CompareAutoencodersJob job = job_for(folder);
  job.seeds = 2;
  const AutoencoderComparison comparison = compare_autoencoders(job, quiet);
  EXPECT_THAT(read_file(job.trainer.folder / "comparison.md"), HasSubstr(" ± "));
  const CsvTable table = read_csv(job.trainer.folder / "comparison.csv");
  ASSERT_EQ(table.rows.size(), 4U);
  const std::vector<NamedValues>& tied = comparison.variants[1].runs;
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_EQ(table.rows[2 + k].cells[0], "tied");
    EXPECT_EQ(table.rows[2 + k].cells[3], fixed(tied[k][0].second, 5));
  }
}

TEST(CompareAutoencoders, AsksItsFolderBeforeItReadsAnything) {
  const testing::TempFolder folder;
  Observer quiet;
  CompareAutoencodersJob job = job_for(folder);
  job.data = "nowhere";
  EXPECT_ERROR(compare_autoencoders(job, quiet), HasSubstr("nowhere: is not there"));
  folder.write("out/something", "");
  EXPECT_ERROR(compare_autoencoders(job, quiet), HasSubstr("choose a new folder"));
}

}  // namespace
}  // namespace antifaz
