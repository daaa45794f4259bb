#include "pipelines/codes/map.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "src/core/files.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(CodesMap, ShowsTheDirectionsOfMostVariance) {
  torch::manual_seed(1);
  const torch::Tensor codes = torch::randn({400, 4}) * torch::tensor({0.1F, 3.F, 0.1F, 1.F});
  const CodeMap map = places_of(codes);
  EXPECT_GT(map.explained, 0.98);
  torch::Tensor places = torch::empty({400, 2});
  for (int i = 0; i < 400; ++i) {
    places[i][0] = map.places[static_cast<std::size_t>(i)].x;
    places[i][1] = map.places[static_cast<std::size_t>(i)].y;
  }
  const auto same = [&](int component, int number) {
    const torch::Tensor both =
        torch::corrcoef(torch::stack({places.select(1, component), codes.select(1, number)}));
    return std::abs(both[0][1].item<double>());
  };
  EXPECT_GT(same(0, 1), 0.99);
  EXPECT_GT(same(1, 3), 0.99);
  EXPECT_ERROR(places_of(codes.slice(0, 0, 2)), HasSubstr("three codes"));
  EXPECT_ERROR(places_of(codes.slice(1, 0, 1)), HasSubstr("two numbers"));
}

TEST(CodesMap, OutputIsAskedFirst) {
  Observer silent;
  MapJob job;
  job.input.codes = "no-codes";
  job.output = "no/folder.html";
  EXPECT_ERROR(map_codes(job, silent), HasSubstr("no/folder.html"));
}

TEST(CodesMap, ShowsSomeAtThePlacesOfAll) {
  const testing::TempFolder folder;
  std::string csv = "path,c0,c1\n";
  for (int i = 0; i < 6; ++i) {
    const std::string name = std::to_string(i) + ".png";
    csv += name + "," + std::to_string(i * i) + ",0\n";
    write_photo(cv::Mat(9, 7, CV_8UC3, cv::Scalar::all(9 * i)), folder / name);
  }
  MapJob job;
  job.input.codes = folder.write("codes.csv", csv);
  job.images = folder.path();
  job.limit = 3;
  job.output = folder / "map.html";
  Observer silent;
  const MapReport report = map_codes(job, silent);
  EXPECT_EQ(report.codes, 6U);
  EXPECT_EQ(report.shown, 3U);
  EXPECT_NEAR(report.explained, 1, 1e-6);
  const std::string html = read_file(job.output);
  EXPECT_EQ(report.quality.neighbours, 0);  // of three there is nothing to say
  EXPECT_THAT(html, HasSubstr("3 codes on their first two"));
  for (const char* shown : {"0.png", "2.png", "4.png"}) EXPECT_THAT(html, HasSubstr(shown));
}

TEST(CodesMap, TsneKeepsGroupsApartThatTwoComponentsMix) {
  const testing::TempFolder folder;
  torch::manual_seed(1);
  // Eight groups, each as far from every other: two components lay some over others.
  std::string csv = "path,c0,c1,c2,c3,c4,c5,c6,c7\n";
  for (int i = 0; i < 120; ++i) {
    torch::Tensor code = torch::randn({8});
    code[i % 8] += 6;
    const std::string name = std::to_string(i) + ".png";
    csv += name;
    for (int j = 0; j < 8; ++j) csv += "," + std::to_string(code[j].item<double>());
    csv += "\n";
    write_photo(cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(2 * i)), folder / name);
  }
  MapJob job;
  job.input.codes = folder.write("codes.csv", csv);
  job.images = folder.path();
  Observer silent;
  std::vector<MapReport> reports;
  for (const MapKind kind : {MapKind::kComponents, MapKind::kTsne}) {
    job.kind = kind;
    job.output = folder / (kind == MapKind::kTsne ? "tsne.html" : "components.html");
    reports.push_back(map_codes(job, silent));
  }
  EXPECT_EQ(reports[1].quality.neighbours, 12);
  EXPECT_GT(reports[1].quality.trustworthiness, reports[0].quality.trustworthiness + 0.1);
  EXPECT_GT(reports[1].quality.trustworthiness, 0.95);
  EXPECT_THAT(read_file(folder / "tsne.html"), HasSubstr("120 codes placed by t-SNE"));
}

}  // namespace
}  // namespace antifaz
