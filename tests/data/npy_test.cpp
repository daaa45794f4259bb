#include "src/data/npy.hpp"

#include <gtest/gtest.h>

#include "src/core/files.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

/// A file of version `version` as NumPy lays it out, with this dictionary.
std::string npy(const std::string& dictionary, const std::string& numbers, char version = 1) {
  std::string bytes("\x93NUMPY");
  bytes += {version, 0};
  const std::size_t size = dictionary.size() + 1;
  bytes += {static_cast<char>(size & 0xFF), static_cast<char>(size >> 8)};
  if (version > 1) bytes += {0, 0};
  return bytes + dictionary + "\n" + numbers;
}

constexpr char kFloats[] = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
const std::string kOneTwo("\0\0\x80\x3f\0\0\0\x40", 8);  // 1.0F and 2.0F

TEST(Npy, ReadsWhatNumPyWrites) {
  const testing::TempFolder folder;
  for (const char version : {1, 2}) {
    const NpyArray array = read_npy(folder.write("a.npy", npy(kFloats, kOneTwo, version)));
    EXPECT_EQ(array.shape, std::vector<std::int64_t>{2});
    EXPECT_EQ(std::get<std::vector<float>>(array.numbers), (std::vector<float>{1, 2}));
  }
  const NpyArray bytes = read_npy(folder.write(
      "b.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3), }", "\x01\x02\xFF")));
  EXPECT_EQ(bytes.shape, (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(std::get<std::vector<std::uint8_t>>(bytes.numbers),
            (std::vector<std::uint8_t>{1, 2, 255}));
  const NpyArray one = read_npy(folder.write(
      "c.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", "\x07")));
  EXPECT_TRUE(one.shape.empty());
}

TEST(Npy, ComesBackFromAFile) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "x.npy";
  const NpyArray floats{{2, 1, 3}, std::vector<float>{1, -2, 3.5F, 0, 1e-20F, 6}};
  const NpyArray doubles{{2}, std::vector<double>{0.1, -1e300}};
  const NpyArray nothing{{0, 4}, std::vector<std::uint8_t>{}};
  for (const NpyArray& array : {floats, doubles, nothing}) {
    write_npy(array, file);
    const NpyArray back = read_npy(file);
    EXPECT_EQ(back.shape, array.shape);
    EXPECT_EQ(back.numbers, array.numbers);
  }
  write_npy(floats, file);  // numbers begin at a multiple of 64, as NumPy wants
  EXPECT_EQ((read_file(file).size() - 6 * sizeof(float)) % 64, 0U);
}

TEST(Npy, RefusesWithTheReason) {
  const testing::TempFolder folder;
  const auto refusal = [&](const std::string& bytes, const char* reason) {
    EXPECT_ERROR(read_npy(folder.write("x.npy", bytes)), HasSubstr(reason));
  };
  EXPECT_ERROR(read_npy(folder.path() / "none.npy"), HasSubstr("can't be read"));
  refusal("", "is no .npy file");
  refusal("PK\3\4 an .npz file", "is no .npy file");
  refusal(npy(kFloats, kOneTwo, 3), "version 3");
  refusal(npy(kFloats, kOneTwo).substr(0, 30), "header is cut off");
  refusal(npy(kFloats, kOneTwo.substr(1)), "cut off?");
  refusal(npy(kFloats, kOneTwo + "more"), "not what its shape says");
  refusal(npy("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", kOneTwo), "'<i8'");
  refusal(npy("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", kOneTwo), "'>f4'");
  refusal(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }", kOneTwo),
          "Fortran order");
  refusal(npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", kOneTwo),
          "no plain 'descr'");
  refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", kOneTwo),
          "no plain 'shape'");
  refusal(npy("{'descr': '<f4', 'fortran_order': False, "
              "'shape': (4294967296, 4294967296, 2), }",
              kOneTwo),
          "not what its shape says");
  const std::string spaces(kMostNpyHeaderBytes, ' ');
  refusal(npy(kFloats + spaces, kOneTwo), "header is cut off or too long");
  // As long as a header may be, of one run of characters each.
  const std::string run(kMostNpyHeaderBytes - 100, '1');
  refusal(npy("{'descr': '" + run + "', 'fortran_order': False, 'shape': (2,), }", kOneTwo),
          "numbers of type '111");
  refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (" + run + ",), }", kOneTwo),
          "is too large");
  refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (" + run, kOneTwo),
          "no plain 'shape'");
  // 2^62 floats: their bytes would wrap to none. And gigabytes that are not there.
  refusal(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648, 2147483648), }", ""),
          "not what its shape says");
  refusal(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000,), }", kOneTwo),
          "not what its shape says");
}

}  // namespace
}  // namespace antifaz
