#include "pipelines/autoencoders/apply_jobs.hpp"

#include <gmock/gmock.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(ApplyJobs, AskTheirOutputBeforeTheyReadAnything) {
  const testing::TempFolder folder;
  folder.write("taken/file", "");
  Observer quiet;
  // There is no model and no data either: what is said first was asked first.
  const auto refused = [&](const std::string& output, const char* reason) {
    const ApplyOptions use{"no_model", folder.path() / output, {}, 1};
    EXPECT_ERROR(reconstruct({use, "no_data", 0}, quiet), HasSubstr(reason));
    EXPECT_ERROR(denoise({use, "no_data", "", false, 0}, quiet), HasSubstr(reason));
    EXPECT_ERROR(decode({use, "no_codes"}, quiet), HasSubstr(reason));
    EXPECT_ERROR(generate({use, 2}, quiet), HasSubstr(reason));
    EXPECT_ERROR(interpolate({use, "a", "b", 3}, quiet), HasSubstr(reason));
  };
  refused("none/sheet.png", "there is no folder");
  refused("none/made.npy", "there is no folder");
  refused("taken", "choose a new folder");
  for (const char* name : {"there.png", "there.npy", "there.csv"}) {
    folder.write(name, "");
    refused(name, "is there already");
  }
  const auto encodes = [&](const std::string& output) {
    encode({{"no_model", folder.path() / output, {}, 1}, "no_data", 0}, quiet);
  };
  EXPECT_ERROR(encodes("codes.txt"), HasSubstr(".npy or .csv"));
  EXPECT_ERROR(encodes("none/codes.npy"), HasSubstr("there is no folder"));
  EXPECT_ERROR(encodes("there.npy"), HasSubstr("is there already"));
  EXPECT_ERROR(encodes("codes.npy"), HasSubstr("no_model"));
}

TEST(ApplyJobs, OnlyAutoencodersHaveACardHere) {
  EXPECT_ERROR(autoencoder_card("no_model"), HasSubstr("no_model"));
}

}  // namespace
}  // namespace antifaz
