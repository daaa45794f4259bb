#include "src/data/manifest.hpp"
#include "src/labels/label_match.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {
namespace {

const std::vector<FileToLabel> kFiles = {{"photos/a.jpg", "a.jpg"},
                                         {"photos/sub/b.jpg", "sub/b.jpg"},
                                         {"photos/sub/B.jpg", "sub/B.jpg"},
                                         {"", "caf\xC3\xA9.jpg"}};

}  // namespace

void read(const std::filesystem::path& file) {
  tolerate([&] { split_by_subject(read_manifest(file), {0.5, 0.5}, 1); });
  tolerate([&] { match_labels(read_labels(file), kFiles).messages(); });
  tolerate([&] { read_pairs(file); });
}

std::vector<std::string> seeds() {
  return {"path,subject,gender,age\na.jpg,1,male,30\nsub/b.jpg,2,female,\n",
          "Path; Gender\nC:\\x\\sub\\b.jpg;F\n/y/a.jpg;m\n./sub//B.jpg;weiblich\n",
          "left,right,same,fold\na.jpg,sub/b.jpg,1,0\nsub/b.jpg,a.jpg,0,1\n",
          "path,gender\ncafe\xCC\x81.jpg,male\n../a.jpg,female\na.jpg,male\na.jpg,female\n"};
}

}  // namespace antifaz::fuzz
