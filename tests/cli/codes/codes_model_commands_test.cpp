#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "src/core/files.hpp"
#include "src/data/csv.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/run_program.hpp"

namespace antifaz {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::run_program;

constexpr char kFaces[] = ANTIFAZ_SOURCE_DIR "/samples/faces";
constexpr char kFace[] = "female_asian_middle_1.jpg";
constexpr int kSide = 16;

/// Two models of the sample faces by PCA: with 8 numbers, and with 4.
class CodesModelCommandsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    temp_ = new testing::TempFolder;
    for (const char* code : {"8", "4"}) {
      must_run({"autoencoder", "train", kFaces, "--output", path(code), "--variant", "pca",
                "--size", std::to_string(kSide), "--code", code});
    }
  }
  static void TearDownTestSuite() { delete temp_; }

  static std::string path(const std::string& name) { return (temp_->path() / name).string(); }
  static std::string model(const std::string& code = "8") {
    return path(code + "/weights.safetensors");
  }
  static std::string must_run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--threads", "1"});
    return testing::must_run(arguments).out;
  }
  static void expect_refusal(const std::vector<std::string>& arguments, int code,
                             const std::string& reason) {
    const auto result = run_program(arguments);
    EXPECT_EQ(result.exit_code, code) << result.out << result.err;
    EXPECT_THAT(result.err, HasSubstr(reason));
  }

  static testing::TempFolder* temp_;
};
testing::TempFolder* CodesModelCommandsTest::temp_ = nullptr;

TEST_F(CodesModelCommandsTest, FindsTheImageThatIsNoFace) {
  const std::string mixed = path("mixed"), list = path("anomalies.csv");
  std::filesystem::copy(kFaces, mixed);
  cv::Mat noise(64, 64, CV_8UC3);
  cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 256);
  write_photo(noise, mixed + "/noise.png");
  const std::vector<std::string> arguments = {
      "codes", "anomalies", mixed, "--model", model(), "--normal", kFaces, "--output", list};
  EXPECT_THAT(must_run(arguments), AllOf(HasSubstr("the strangest of 33"), HasSubstr("AUC")));
  const CsvTable table = read_csv(list);
  ASSERT_EQ(table.rows.size(), 33U);
  EXPECT_EQ(table.rows[0].cells[0], "noise.png");
  EXPECT_EQ(std::stod(table.rows[0].cells[2]), 0) << "no face is as strange";
  EXPECT_LT(std::stod(table.rows[1].cells[1]), std::stod(table.rows[0].cells[1]));
  auto as_json = arguments;
  as_json.push_back("--json");
  expect_refusal(as_json, 1, "anomalies.csv: is there already");
  std::filesystem::remove(list);
  EXPECT_GT(json::parse(must_run(as_json))["auc"]["value"], 0.5);
}

TEST_F(CodesModelCommandsTest, AnomaliesNeedEnoughNormalExamples) {
  const std::string few = path("few");
  std::filesystem::create_directories(few);
  std::filesystem::copy(std::filesystem::path(kFaces) / kFace, few + "/a.jpg");
  expect_refusal({"codes", "anomalies", kFaces, "--model", model(), "--normal", few}, 1,
                 "1 normal examples; 20 are needed");
}

TEST_F(CodesModelCommandsTest, CompressedImagesComeBack) {
  const std::string file = path("faces.afzc"), folder = path("decoded");
  EXPECT_THAT(
      must_run({"codes", "compress", kFaces, "--model", model(), "--bits", "8", "--output", file}),
      HasSubstr(" an image)"));
  EXPECT_LT(std::filesystem::file_size(file), 32U * 100);
  EXPECT_THAT(must_run({"codes", "decompress", file, "--model", model(), "--output", folder}),
              HasSubstr("32 images"));
  must_run({"autoencoder", "encode", kFaces, "--model", model(), "--output", path("codes.npy")});
  must_run({"autoencoder", "decode", path("codes.npy"), "--model", model(), "--output",
            path("unpacked")});
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry);
  ASSERT_EQ(files.size(), 32U);
  std::sort(files.begin(), files.end());  // as the rows of the codes are
  EXPECT_EQ(files[3].extension(), ".png");
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto packed = std::get<cv::Mat>(read_pixels(files[i]));
    const std::string number = (i < 10 ? "0" : "") + std::to_string(i);
    const auto plain = std::get<cv::Mat>(read_pixels(path("unpacked/" + number + ".png")));
    ASSERT_EQ(packed.size(), cv::Size(kSide, kSide));
    EXPECT_LT(cv::norm(packed, plain, cv::NORM_INF), 8) << files[i] << ": 8 bits lose little";
  }
}

TEST_F(CodesModelCommandsTest, DecompressesWithTheRightModelOnly) {
  const std::string file = path("other.afzc"), folder = path("never");
  must_run({"codes", "compress", kFaces, "--model", model(), "--output", file});
  expect_refusal({"codes", "decompress", file, "--model", model("4"), "--output", folder}, 1,
                 "was compressed with another model");
  expect_refusal({"codes", "decompress", std::string(kFaces) + "/manifest.csv", "--model", model(),
                  "--output", folder},
                 1, "holds no codes");
  EXPECT_FALSE(std::filesystem::exists(folder));
  expect_refusal({"codes", "compress", kFaces, "--model", model(), "--bits", "9", "--output", file},
                 2, "--bits");
}

TEST_F(CodesModelCommandsTest, Traverses) {
  const std::string sheet = path("walk.png");
  EXPECT_THAT(must_run({"codes", "traverse", kFaces, "--model", model(), "--numbers", "3",
                        "--steps", "5", "--output", sheet}),
              HasSubstr("root mean square change"));
  const auto picture = std::get<cv::Mat>(read_pixels(sheet));
  EXPECT_EQ(picture.size(), cv::Size(5 * kSide, 3 * kSide));
  const cv::Mat first = picture.colRange(0, kSide), last = picture.colRange(4 * kSide, 5 * kSide);
  EXPECT_GT(cv::norm(first, last, cv::NORM_INF), 20) << "the numbers change the image";
  expect_refusal(
      {"codes", "traverse", kFaces, "--model", model(), "--steps", "1", "--output", sheet}, 2,
      "--steps");
}

TEST_F(CodesModelCommandsTest, RatesModelsBesideJpegAndWebp) {
  const json report = json::parse(
      must_run({"codes", "rates", kFaces, "--json", "--model", model("4"), model("8")}));
  EXPECT_EQ(report["images"], 32);
  ASSERT_EQ(report["points"].size(), 2U * 6 + 2 * 7);
  const json &four = report["points"][5], &eight = report["points"][11];  // at 8 bits
  EXPECT_EQ(eight["method"], model("8"));
  EXPECT_GT(eight["psnr_db"]["value"], four["psnr_db"]["value"]);
  EXPECT_GT(eight["image_bytes"], four["image_bytes"]);
  EXPECT_EQ(report["points"].back()["method"], "WebP");
}

TEST_F(CodesModelCommandsTest, RatesOnlyModelsOfTheSameImages) {
  must_run({"autoencoder", "train", kFaces, "--output", path("grey"), "--variant", "pca", "--size",
            "16", "--code", "4", "--grey"});
  expect_refusal({"codes", "rates", kFaces, "--model", model(), model("grey")}, 1,
                 "takes other images than");
}

TEST_F(CodesModelCommandsTest, ReplaceNothingThatIsThere) {
  const std::string there = temp_->write("there.png", "mine").string();
  for (const char* command : {"anomalies", "compress", "traverse"}) {
    expect_refusal({"codes", command, kFaces, "--model", model(), "--output", there}, 1,
                   "there.png: is there already");
  }
  EXPECT_EQ(read_file(there), "mine");
}

TEST_F(CodesModelCommandsTest, HeedTheDevice) {
  const std::string out = path("nothing");
  for (const std::string command : {"anomalies", "compress", "traverse", "rates"}) {
    std::vector<std::string> arguments = {"codes", command,    kFaces,   "--model",
                                          model(), "--device", "cuda:99"};
    if (command != "rates") arguments.insert(arguments.end(), {"--output", out});
    expect_refusal(arguments, 2, "cuda:99");
  }
}

}  // namespace
}  // namespace antifaz
