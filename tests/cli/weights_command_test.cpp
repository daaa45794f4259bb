#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;
using testing::must_run;

TEST(WeightsCommand, ListsWhatIsShippedAndTheLoopsClassifiers) {
  const std::string table = must_run({"weights"}).out;
  EXPECT_THAT(table, HasSubstr("\ngenerator.safetensors"));
  EXPECT_THAT(table, HasSubstr("\nloop/gender-dense.safetensors"));
}

/// Without them nobody could repeat the training, nor `--refine`. Networks by others are named, but
/// not ours to ship.
TEST(WeightsCommand, EveryClassifierThatTheGeneratorMetIsShipped) {
  const auto list = nlohmann::json::parse(must_run({"weights", "--json"}).out);
  std::string shipped, met;
  for (const auto& one : list.at("weights")) {
    shipped += one.at("sha256").get<std::string>() + "\n";
    const std::filesystem::path file = one.at("file").get<std::string>();
    if (file.filename() == "generator.safetensors") met = one.at("card").at("in_loop_classifiers");
  }
  ASSERT_FALSE(met.empty());
  std::istringstream entries(met);
  for (std::string entry; std::getline(entries, entry, ';');) {
    const std::string name_and_hash = entry.substr(entry.find_first_not_of(' '));
    const auto space = name_and_hash.find(' ');
    if (std::filesystem::path(name_and_hash.substr(0, space)).extension() == ".pt") continue;
    EXPECT_THAT(shipped, HasSubstr(name_and_hash.substr(space + 1))) << name_and_hash;
  }
}

}  // namespace
}  // namespace antifaz
