#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>

#include "src/face/dnn_description.hpp"
#include "src/face/judge_interfaces.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

// The five points of a face that fills an 8x8 input upright.
constexpr char kUpright[] = R"("landmarks": [[2, 2], [6, 2], [4, 4], [2, 6], [6, 6]])";
constexpr char kAnswer[] = R"("answer": {"index": 1, "activation": "softmax", "means": "male"})";

class DnnJudgesTest : public ::testing::Test {
 protected:
  DnnJudgesTest() {
    for (const char* name : {"tiny_gender.onnx", "tiny_matcher.onnx"}) {
      std::filesystem::copy_file(
          std::filesystem::path(ANTIFAZ_SOURCE_DIR "/tests/face/golden") / name, temp_ / name);
    }
  }
  std::string description(const std::string& fields) {
    return temp_.write("judge.json", "{" + fields + "}").string();
  }
  std::string gender(const std::string& fields) {
    return description(R"("kind": "gender", "model": "tiny_gender.onnx", "size": [8, 8], )" +
                       fields);
  }
  std::string matcher(const std::string& fields) {
    return description(
        R"("kind": "matcher", "model": "tiny_matcher.onnx", "size": [8, 8], "channels": "grey", )" +
        fields);
  }
  testing::TempFolder temp_;
};

// A photograph whose face stands where it is told, 10 times as large as the input.
FaceView upright_face(const cv::Mat& photo, float x = 20, float y = 30) {
  FaceView face{photo, {}, {x, y, 80, 80}};
  const float points[5][2] = {{2, 2}, {6, 2}, {4, 4}, {2, 6}, {6, 6}};
  for (std::size_t i = 0; i < 5; ++i) {
    face.landmarks[i] = {x + 10 * points[i][0], y + 10 * points[i][1]};
  }
  return face;
}

TEST_F(DnnJudgesTest, FeedsTheNetworkAsDescribed) {
  const cv::Mat photo(150, 150, CV_8UC3, cv::Scalar(10, 20, 178));  // blue, green, red
  const auto probability = [&](const std::string& file) {
    return make_dnn_gender_classifier(file)->probability_male({upright_face(photo)}).at(0);
  };
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  const std::string crop = std::string(kUpright) + ", ", answer = std::string(", ") + kAnswer;
  EXPECT_NEAR(probability(gender(crop + R"("mean": 128, "scale": 0.02)" + answer)), sigmoid(1),
              1e-5);
  EXPECT_NEAR(
      probability(gender(crop + R"("channels": "bgr", "mean": [20, 0, 0], "scale": 0.1)" + answer)),
      sigmoid(-1), 1e-5);
  EXPECT_NEAR(probability(gender(crop + R"("mean": 128, "scale": 0.02,
          "answer": {"index": 1, "activation": "sigmoid", "means": "female"})")),
              1 - sigmoid(1), 1e-5);
}

/// A field of bytes in a protocol buffer; numbers below 2048, up to 127 bytes.
std::string field(int number, const std::string& bytes) {
  const int tag = number << 3 | 2;
  const std::string head =
      tag < 128 ? std::string(1, static_cast<char>(tag))
                : std::string{static_cast<char>(tag % 128 + 128), static_cast<char>(tag / 128)};
  return head + static_cast<char>(bytes.size()) + bytes;
}

/// Caffe's BlobProto: shape (packed, field 1 of field 7) and data (packed, field 5).
std::string blob(const std::string& shape, const std::vector<float>& data) {
  return field(7, field(1, shape)) +
         field(5, {reinterpret_cast<const char*>(data.data()), data.size() * sizeof(float)});
}

TEST_F(DnnJudgesTest, RunsACaffeModel) {
  // The tiny classifier once more: logits (0, mean of the first channel).
  temp_.write("gender.prototxt", R"(
      input: "data" input_shape { dim: 1 dim: 3 dim: 8 dim: 8 }
      layer { name: "means" type: "Pooling" bottom: "data" top: "means"
              pooling_param { pool: AVE global_pooling: true } }
      layer { name: "logits" type: "InnerProduct" bottom: "means" top: "logits"
              inner_product_param { num_output: 2 } })");
  const std::string layer = field(1, "logits") + field(2, "InnerProduct") +
                            field(7, blob("\2\3", {0, 0, 0, 1, 0, 0})) +
                            field(7, blob("\2", {0, 0}));
  temp_.write("gender.caffemodel", field(100, layer));
  const auto with = [&](const std::string& weights) {
    return make_dnn_gender_classifier(description(
        R"("kind": "gender", "model": "gender.prototxt", "size": [8, 8], "mean": 128, "scale": 0.02,
           "weights": ")" +
        weights + "\", " + kUpright + ", " + kAnswer));
  };
  const cv::Mat photo(150, 150, CV_8UC3, cv::Scalar(10, 20, 178));  // blue, green, red
  EXPECT_NEAR(with("gender.caffemodel")->probability_male({upright_face(photo)}).at(0),
              1 / (1 + std::exp(-1)), 1e-5);
  EXPECT_ERROR(with("none.caffemodel"), HasSubstr("none.caffemodel: no such file"));
  temp_.write("broken.caffemodel", "nonsense");
  EXPECT_ERROR(with("broken.caffemodel"), HasSubstr("OpenCV can't run its model"));
}

TEST_F(DnnJudgesTest, CutsTheFaceOut) {
  cv::Mat photo(150, 150, CV_8UC3, cv::Scalar::all(0));
  photo(cv::Rect(60, 30, 40, 40)) = cv::Scalar::all(200);  // the face's upper right quarter
  const FaceView face = upright_face(photo);
  for (const std::string crop : {kUpright, R"("margin": 0)"}) {
    const auto judge = make_dnn_face_matcher(matcher(crop + R"(, "similarity": "euclidean")"));
    const cv::Mat quarters = judge->embed({face, face});
    ASSERT_EQ(quarters.size(), cv::Size(4, 2));
    // Whole coordinates are pixel centres, so that the crop begins 5 pixels before the face.
    EXPECT_LT(quarters.at<float>(0), 10) << crop;
    EXPECT_NEAR(quarters.at<float>(1), 200 * 0.875 * 0.875, 5) << crop;
    EXPECT_LT(quarters.at<float>(2), 10) << crop;
    EXPECT_EQ(judge->similarity(quarters.row(0), quarters.row(1)), 0);
  }
  // A margin of one half shows twice as much: the quarter is a sixteenth now, beside the middle.
  const auto wide = make_dnn_face_matcher(matcher(R"("margin": 0.5, "similarity": "euclidean")"));
  EXPECT_NEAR(wide->embed({face}).at<float>(1), 50, 12);
}

TEST_F(DnnJudgesTest, CosineComparesDirections) {
  const auto judge = make_dnn_face_matcher(matcher(kUpright));
  EXPECT_EQ(judge->name(), "judge");
  const cv::Mat dark(150, 150, CV_8UC3, cv::Scalar::all(40)), light = dark * 5;
  const cv::Mat rows = judge->embed({upright_face(dark), upright_face(light)});
  EXPECT_NEAR(judge->similarity(rows.row(0), rows.row(1)), 1, 1e-6);
}

TEST_F(DnnJudgesTest, SaysWhatIsWrongWithADescription) {
  const std::string crop = std::string(kUpright) + ", ";
  EXPECT_ERROR(make_dnn_gender_classifier(gender(kUpright)), HasSubstr("has no field 'answer'"));
  EXPECT_ERROR(make_dnn_gender_classifier(gender(kAnswer)), HasSubstr("or 'margin'"));
  EXPECT_ERROR(make_dnn_gender_classifier(gender(crop + R"("sise": 3)")),
               HasSubstr("unknown field 'sise'"));
  EXPECT_ERROR(make_dnn_gender_classifier(gender(crop + R"("mean": [1, 2], )" + kAnswer)),
               HasSubstr("as long as there are channels"));
  EXPECT_ERROR(make_dnn_gender_classifier(matcher(kUpright)), HasSubstr("give it with --matcher"));
  EXPECT_ERROR(make_dnn_gender_classifier(temp_.write("a.json", "{").string()),
               HasSubstr("is not JSON"));
  EXPECT_ERROR(make_dnn_gender_classifier(description(
                   R"("kind": "gender", "model": "none.onnx", "size": [8, 8], "margin": 0, )" +
                   std::string(kAnswer))),
               HasSubstr("none.onnx: no such file"));
  EXPECT_ERROR(make_dnn_gender_classifier(gender(crop + R"("channels": "grey", )" + kAnswer)),
               HasSubstr("OpenCV can't run its model"));
  EXPECT_ERROR(make_dnn_gender_classifier(gender(
                   crop + R"("answer": {"index": 2, "activation": "softmax", "means": "male"})")),
               HasSubstr("index 2 is past the 2 outputs"));
}

TEST_F(DnnJudgesTest, AnAnswerThatIsNoProbabilityIsAnError) {
  const auto judge = make_dnn_gender_classifier(
      gender(std::string(kUpright) +
             R"(, "answer": {"index": 1, "activation": "none", "means": "male"})"));
  const cv::Mat photo(150, 150, CV_8UC3, cv::Scalar::all(100));
  EXPECT_ERROR(judge->probability_male({upright_face(photo)}), HasSubstr("no probability"));
}

}  // namespace
}  // namespace antifaz
