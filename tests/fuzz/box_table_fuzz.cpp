#include "pipelines/detection/box_table.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) {
  tolerate([&] { read_csv_boxes(file); });
  tolerate([&] { read_wider_boxes(file); });
}

std::vector<std::string> seeds() {
  return {
      "path,angle,x,y,width,height,ignored\nb.jpg,90,1,2,3.5,4,\na.jpg,,,,,,\nb.jpg,15,-5,6,7,8,"
      "1\n",
      "path;x;y;width;height\na.jpg;1e3;2;3;4\n",
      "0--Parade/a.jpg\n2\n449 330 122 149 0 0 1 0 2 0\r\n361 98 263 339 0 0 0 1 0 0 \n",
      "none.jpg\n0\n0 0 0 0 0 0 0 0 0 0\na.jpg\n1\n1 2 3 4 0 0 0 0 0 0\n"};
}

}  // namespace antifaz::fuzz
