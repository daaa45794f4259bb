#include "pipelines/training/sealed_archive.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <torch/types.h>

#include "pipelines/training/best_epoch.hpp"
#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

void write_numbers(const torch::Tensor& numbers, const std::filesystem::path& file) {
  torch::serialize::OutputArchive archive;
  archive.write("numbers", numbers);
  write_sealed(archive, file);
}

torch::Tensor read_numbers(const std::filesystem::path& file) {
  torch::Tensor numbers;
  read_sealed(file, torch::kCPU).read("numbers", numbers);
  return numbers;
}

/// While it lives no file may grow beyond 4 KiB, as on a full disk.
class FullDisk {
 public:
  FullDisk() {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{4096, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    handler_ = signal(SIGXFSZ, SIG_IGN);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_;
  void (*handler_)(int);
};

TEST(SealedArchive, GivesBackWhatWasWritten) {
  const testing::TempFolder folder;
  const torch::Tensor numbers = torch::arange(1000, torch::kFloat32);
  write_numbers(numbers, folder / "a.pt");
  EXPECT_TRUE(torch::equal(read_numbers(folder / "a.pt"), numbers));
}

TEST(SealedArchive, EveryFlippedByteIsFound) {
  const testing::TempFolder folder;
  write_numbers(torch::arange(1000, torch::kFloat32), folder / "a.pt");
  const std::string bytes = read_file(folder / "a.pt");
  for (std::size_t at = 0; at < bytes.size(); at += 97) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    EXPECT_ERROR(read_numbers(folder.write("b.pt", flipped)), HasSubstr("is damaged")) << at;
  }
}

TEST(SealedArchive, EveryLengthIsFoundTooShort) {
  const testing::TempFolder folder;
  write_numbers(torch::arange(10, torch::kFloat32), folder / "a.pt");
  const std::string bytes = read_file(folder / "a.pt");
  for (std::size_t length = 0; length < bytes.size(); length += 61) {
    EXPECT_ERROR(read_numbers(folder.write("b.pt", bytes.substr(0, length))),
                 HasSubstr("is damaged"));
  }
}

TEST(SealedArchive, AFullDiskLeavesTheFileOfBeforeAndNothingElse) {
  const testing::TempFolder folder;
  write_numbers(torch::zeros(3), folder / "a.pt");
  {
    const FullDisk full;
    EXPECT_ERROR(write_numbers(torch::zeros(5000), folder / "a.pt"),
                 HasSubstr("a.pt: can't be written"));
  }
  EXPECT_EQ(read_numbers(folder / "a.pt").size(0), 3);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    files += entry.exists();
  }
  EXPECT_EQ(files, 1U);
}

TEST(SealedArchive, ADeviceThatTakesNothingIsOneError) {
  EXPECT_ERROR(write_numbers(torch::zeros(3), "/proc/a.pt"), HasSubstr("can't be written"));
}

}  // namespace
}  // namespace antifaz
