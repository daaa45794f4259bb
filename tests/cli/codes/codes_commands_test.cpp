#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "src/data/csv.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::run_program;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";
constexpr char kManifest[] = ANTIFAZ_SOURCE_DIR "/samples/faces/manifest.csv";

std::string must_run(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--threads", "1"});
  return testing::must_run(arguments).out;
}

/// Codes of the sample faces, by PCA.
class CodesCommandsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    temp_ = new testing::TempFolder;
    must_run({"autoencoder", "train", kFaces, "--output", path("run"), "--variant", "pca", "--size",
              "16", "--code", "4"});
    must_run({"autoencoder", "encode", kFaces, "--model", model(), "--output", path("codes.csv")});
  }
  static void TearDownTestSuite() { delete temp_; }
  static std::string path(const std::string& name) { return (temp_->path() / name).string(); }
  static std::string model() { return path("run/weights.safetensors"); }

  static testing::TempFolder* temp_;
};
testing::TempFolder* CodesCommandsTest::temp_ = nullptr;

TEST_F(CodesCommandsTest, ClassifiesCodesPixelsAndPca) {
  const std::vector<std::string> arguments = {
      "codes",  "classify", path("codes.csv"), "--labels", kManifest, "--images", kFaces,
      "--size", "8",        "--train",         "0.6",      "--json"};
  const json report = json::parse(must_run(arguments));
  EXPECT_EQ(report["results"].size(), 12U);
  EXPECT_EQ(report["labels"], json({"female", "male"}));
  EXPECT_EQ(report["train"].get<int>() + report["test"].get<int>(), 32);
  EXPECT_EQ(report["results"][0]["numbers"], 4);
  EXPECT_EQ(report["results"][4]["numbers"], 4);
  EXPECT_EQ(report["results"][8]["numbers"], 8 * 8 * 3);
  EXPECT_EQ(json::parse(must_run(arguments)), report) << "the same seed says the same";
  EXPECT_THAT(must_run({"codes", "classify", path("codes.csv"), "--labels", kManifest}),
              AllOf(HasSubstr("random forest"), HasSubstr("always the most common: 0.")));
}

TEST_F(CodesCommandsTest, RetrievesAndClusters) {
  const std::string neighbours = path("neighbours.csv"), clusters = path("clusters.csv");
  const json found =
      json::parse(must_run({"codes", "retrieve", path("codes.csv"), "--labels", kManifest,
                            "--neighbours", "3", "--output", neighbours, "--json"}));
  EXPECT_EQ(found["index_finds"], 1);
  EXPECT_EQ(found["at"].size(), 2U);  // 1 and 3
  const CsvTable table = read_csv(neighbours);
  EXPECT_EQ(table.rows.size(), 32U * 3);
  EXPECT_NE(table.rows[0].cells[0], table.rows[0].cells[2]);
  const json divided = json::parse(must_run(
      {"codes", "cluster", path("codes.csv"), "--clusters", "3", "--output", clusters, "--json"}));
  EXPECT_EQ(divided["sizes"].size(), 3U);
  EXPECT_EQ(read_csv(clusters).rows.size(), 32U);
  EXPECT_THAT(must_run({"codes", "cluster", path("codes.csv"), "--labels", kManifest}),
              AllOf(HasSubstr("female"), HasSubstr("adjusted Rand index with 'gender'")));
}

TEST_F(CodesCommandsTest, DrawsAMap) {
  const std::string page = path("map.html");
  must_run({"codes", "map", path("codes.csv"), "--images", kFaces, "--labels", kManifest,
            "--output", page, "--limit", "10"});
  const std::string html = testing::text_of(page);
  EXPECT_THAT(html, AllOf(HasSubstr("10 codes"), HasSubstr("female_asian_middle_1.jpg: female")));
  const std::string near = path("near.html");
  EXPECT_THAT(must_run({"codes", "map", path("codes.csv"), "--images", kFaces, "--by", "tsne",
                        "--output", near}),
              HasSubstr("neighbourhoods of 12: trustworthiness 0."));
  EXPECT_THAT(testing::text_of(near), HasSubstr("32 codes placed by t-SNE"));
}

TEST_F(CodesCommandsTest, SaysWhatIsWrong) {
  const auto what = run_program({"codes"});
  EXPECT_EQ(what.exit_code, 2);
  EXPECT_THAT(what.err, HasSubstr("codes what? classify, retrieve"));
  EXPECT_EQ(run_program({"codes", "--help"}).exit_code, 0);
  EXPECT_THAT(run_program({"codes", "classify", kFaces, "--labels", kManifest}).err,
              HasSubstr("encode it first"));
  EXPECT_THAT(run_program({"codes", "classify", path("codes.csv"), "--labels", kManifest, "--label",
                           "hair"})
                  .err,
              HasSubstr("no column 'hair'"));
  EXPECT_THAT(run_program({"codes", "retrieve", path("codes.csv"), "--neighbours", "32"}).err,
              HasSubstr("only 32 codes"));
}

}  // namespace
}  // namespace antifaz
