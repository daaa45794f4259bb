#include "src/data/importers.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {
namespace {

/// Images are listed, not opened.
const testing::TempFolder& some_images() {
  static const testing::TempFolder folder;
  static const bool made = [] {
    for (const char* name : {"000001.jpg", "000002.jpg", "Ann_Lee/Ann_Lee_0001.jpg"}) {
      folder.write(name, "an image");
    }
    return true;
  }();
  static_cast<void>(made);
  return folder;
}

}  // namespace

void read(const std::filesystem::path& file) {
  const auto& images = some_images().path();
  tolerate([&] { import_celeba(images, file, file); });
  tolerate([&] { import_lfw(images, file, file); });
}

std::vector<std::string> seeds() {
  return {"2\nBald Male\n000001.jpg -1 1\n000002.jpg  1 -1\n", "000001.jpg 2880\n000002.jpg 12\n",
          "Ann_Lee_0001.jpg\r\nBob_Roe_0001.jpg\r\n",
          "9\nMale\n000001.jpg 0\n000001.jpg 1\n000001.jpg -1 1\n"};
}

}  // namespace antifaz::fuzz
