#include "pipelines/autoencoders/run_origin.hpp"

#include <gmock/gmock.h>

#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::Contains;
using ::testing::Pair;

TEST(RunOrigin, SettingsAreTheCommandAndEveryOption) {
  AutoencoderOptions network;
  network.beta = 0.25;
  const RunSettings settings = network_settings("autoencoder train", network);
  EXPECT_EQ(settings.size(), describe(network).size() + 2);
  EXPECT_THAT(settings, Contains(Pair("the command", "autoencoder train")));
  EXPECT_THAT(settings, Contains(Pair("--beta", "0.25")));
  EXPECT_THAT(settings, Contains(Pair("the mean of the examples", "kept")));
}

TEST(RunOrigin, TheLicenceLiesBesideTheData) {
  const testing::TempFolder folder;
  folder.write("license.txt", "CC0\n");
  const auto file = folder.write("rows.csv", "a\n1\n");
  EXPECT_EQ(license_of_data(folder.path()), "CC0");
  EXPECT_EQ(license_of_data(file), "CC0");
}

}  // namespace
}  // namespace antifaz
