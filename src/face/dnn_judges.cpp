#include <cmath>
#include <filesystem>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "src/core/error.hpp"
#include "src/face/dnn_description.hpp"
#include "src/face/judge_crop.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// A network from elsewhere, one face at a time: many exported networks know no other batch.
class DnnNetwork {
 public:
  explicit DnnNetwork(const std::string& file) : description_(read_dnn_description(file)) {
    for (const fs::path& part : {description_.model, description_.weights}) {
      if (!part.empty() && !fs::is_regular_file(part)) {
        throw Error(part, "no such file; '" + file + "' names it");
      }
    }
    try {
      net_ = cv::dnn::readNet(description_.model.string(), description_.weights.string());
      const int channels = description_.channels == DnnDescription::Channels::kGrey ? 1 : 3;
      width_ = forward(cv::Mat::zeros(description_.size, CV_8UC(channels))).cols;
    } catch (const cv::Exception& problem) {
      throw Error(file, "OpenCV can't run its model: " + problem.err +
                            "; check model, size, channels and output");
    }
  }

  const DnnDescription& description() const { return description_; }
  int width() const { return width_; }

  /// The output as a row, CV_32F [1, width].
  cv::Mat operator()(const FaceView& face) {
    cv::Mat input = cut_for_judge(face, description_);
    if (description_.channels == DnnDescription::Channels::kRgb) {
      cv::cvtColor(input, input, cv::COLOR_BGR2RGB);
    } else if (description_.channels == DnnDescription::Channels::kGrey) {
      cv::cvtColor(input, input, cv::COLOR_BGR2GRAY);
    }
    return forward(input);
  }

 private:
  cv::Mat forward(const cv::Mat& pixels) {
    cv::Mat input;
    pixels.convertTo(input, CV_32F);
    cv::subtract(input, description_.mean, input);
    cv::multiply(input, description_.scale, input);
    net_.setInput(cv::dnn::blobFromImage(input));
    const cv::Mat output =
        description_.output.empty() ? net_.forward() : net_.forward(description_.output);
    CV_Assert(output.depth() == CV_32F && output.isContinuous());
    return cv::Mat(1, static_cast<int>(output.total()), CV_32F, const_cast<uchar*>(output.data))
        .clone();
  }

  DnnDescription description_;
  cv::dnn::Net net_;
  int width_ = 0;
};

class DnnGenderClassifier : public GenderClassifier {
 public:
  explicit DnnGenderClassifier(const std::string& file) : network_(file), file_(file) {
    const DnnDescription& description = network_.description();
    if (description.kind != DnnDescription::Kind::kGender) {
      throw Error(file, "describes a matcher; give it with --matcher");
    }
    if (description.index >= network_.width()) {
      throw Error(file, "index " + std::to_string(description.index) + " is past the " +
                            std::to_string(network_.width()) + " outputs of the model");
    }
  }

  std::string name() const override { return network_.description().name; }

  std::vector<double> probability_male(const std::vector<FaceView>& faces) override {
    std::vector<double> result;
    for (const FaceView& face : faces) {
      const double answer = activate(network_(face));
      if (!(answer >= 0 && answer <= 1)) {
        throw Error(file_, "the model answered " + std::to_string(answer) +
                               ", no probability; set 'activation' to sigmoid or softmax");
      }
      result.push_back(network_.description().means_male ? answer : 1 - answer);
    }
    return result;
  }

 private:
  double activate(const cv::Mat& outputs) const {
    const DnnDescription& description = network_.description();
    const double own = outputs.at<float>(description.index);
    switch (description.activation) {
      case DnnDescription::Activation::kNone:
        return own;
      case DnnDescription::Activation::kSigmoid:
        return 1 / (1 + std::exp(-own));
      case DnnDescription::Activation::kSoftmax:
        break;
    }
    double sum = 0;
    for (int i = 0; i < outputs.cols; ++i) sum += std::exp(outputs.at<float>(i) - own);
    return 1 / sum;
  }

  DnnNetwork network_;
  std::string file_;
};

class DnnFaceMatcher : public FaceMatcher {
 public:
  explicit DnnFaceMatcher(const std::string& file) : network_(file) {
    if (network_.description().kind != DnnDescription::Kind::kMatcher) {
      throw Error(file, "describes a gender classifier; give it with --classifier");
    }
  }

  std::string name() const override { return network_.description().name; }

  cv::Mat embed(const std::vector<FaceView>& faces) override {
    cv::Mat rows(static_cast<int>(faces.size()), network_.width(), CV_32F);
    for (std::size_t i = 0; i < faces.size(); ++i) {
      cv::Mat row = network_(faces[i]);
      if (network_.description().cosine) cv::normalize(row, row);
      row.copyTo(rows.row(static_cast<int>(i)));
    }
    return rows;
  }

  double similarity(const cv::Mat& left, const cv::Mat& right) const override {
    return network_.description().cosine ? left.dot(right) : -cv::norm(left, right, cv::NORM_L2);
  }

 private:
  DnnNetwork network_;
};

}  // namespace

std::unique_ptr<GenderClassifier> make_dnn_gender_classifier(const std::string& description) {
  return std::make_unique<DnnGenderClassifier>(description);
}

std::unique_ptr<FaceMatcher> make_dnn_face_matcher(const std::string& description) {
  return std::make_unique<DnnFaceMatcher>(description);
}

}  // namespace antifaz
