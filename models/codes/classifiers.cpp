#include "models/codes/classifiers.hpp"

#include <torch/optim/lbfgs.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <opencv2/ml.hpp>

#include "models/codes/matrix_view.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

namespace ml = cv::ml;

/// Centres and scales what its classifier sees.
class Scaled : public CodeClassifier {
 public:
  Scaled(std::unique_ptr<CodeClassifier> inner, bool each)
      : inner_(std::move(inner)), each_(each) {}

  void train(const at::Tensor& codes, const at::Tensor& labels, int classes) override {
    mean_ = codes.mean(0);
    const at::Tensor variance = codes.var(0, /*unbiased=*/false);
    scale_ = (each_ ? variance : variance.mean()).sqrt().clamp_min(1e-9);
    inner_->train(scaled(codes), labels, classes);
  }

  at::Tensor predict(const at::Tensor& codes) override { return inner_->predict(scaled(codes)); }

 private:
  at::Tensor scaled(const at::Tensor& codes) const {
    return ((codes - mean_) / scale_).contiguous();
  }

  std::unique_ptr<CodeClassifier> inner_;
  bool each_;
  at::Tensor mean_, scale_;
};

/// Any of OpenCV's. `setup` sees what it will be trained on.
template <class Model>
class FromOpenCv : public CodeClassifier {
 public:
  using Setup = void (*)(Model& model, double value, const at::Tensor& codes);

  FromOpenCv(Setup setup, double value, std::uint64_t seed)
      : setup_(setup), value_(value), seed_(seed) {}

  void train(const at::Tensor& codes, const at::Tensor& labels, int) override {
    model_ = Model::create();
    setup_(*model_, value_, codes);
    const at::Tensor answers = labels.to(torch::kInt32).contiguous();
    cv::setRNGSeed(static_cast<int>(seed_));  // forests draw from OpenCV's generator
    model_->train(matrix_view(codes), ml::ROW_SAMPLE,
                  cv::Mat(static_cast<int>(answers.size(0)), 1, CV_32S, answers.data_ptr<int>()));
  }

  at::Tensor predict(const at::Tensor& codes) override {
    at::Tensor answers = torch::empty({codes.size(0), 1});
    cv::Mat result = matrix_view(answers);
    model_->predict(matrix_view(codes), result);
    return answers.flatten().round().to(torch::kInt64);
  }

 private:
  Setup setup_;
  double value_;
  std::uint64_t seed_;
  cv::Ptr<Model> model_;
};

/// Logistic regression of any number of labels, each example counting alike: what accuracy asks
/// for. The `LogisticRegression` of models/ is another one: two labels that count alike however
/// many examples they have, penalised against the summed loss. In place of this one it would move
/// every accuracy of a table where labels are not balanced.
class MultinomialRegression : public CodeClassifier {
 public:
  explicit MultinomialRegression(double penalty) : penalty_(penalty) {}

  void train(const at::Tensor& codes, const at::Tensor& labels, int classes) override {
    weights_ = torch::zeros({codes.size(1), classes}, torch::requires_grad());
    constant_ = torch::zeros({classes}, torch::requires_grad());
    torch::optim::LBFGS optimizer(
        {weights_, constant_},
        torch::optim::LBFGSOptions(1).max_iter(kSteps).line_search_fn("strong_wolfe"));
    optimizer.step([&] {
      const torch::AutoGradMode with_grad_here(true);
      optimizer.zero_grad();
      const at::Tensor loss = torch::nll_loss(scores(codes).log_softmax(1), labels) +
                              0.5 * penalty_ * weights_.square().sum();
      loss.backward();
      return loss;
    });
  }

  at::Tensor predict(const at::Tensor& codes) override {
    const torch::NoGradGuard no_grad;
    return scores(codes).argmax(1);
  }

 private:
  static constexpr int kSteps = 200;

  at::Tensor scores(const at::Tensor& codes) const { return codes.mm(weights_) + constant_; }

  double penalty_;
  at::Tensor weights_, constant_;
};

using Made = std::unique_ptr<CodeClassifier>;

Made scaled(Made inner, bool each) { return std::make_unique<Scaled>(std::move(inner), each); }

Made svm(double c, bool each, std::uint64_t seed) {
  const auto setup = [](ml::SVM& model, double value, const at::Tensor& codes) {
    model.setType(ml::SVM::C_SVC);
    model.setKernel(ml::SVM::RBF);
    model.setC(value);
    model.setGamma(1.0 / static_cast<double>(codes.size(1)));  // of scaled numbers
    model.setTermCriteria({cv::TermCriteria::MAX_ITER + cv::TermCriteria::EPS, 20000, 1e-3});
  };
  return scaled(std::make_unique<FromOpenCv<ml::SVM>>(setup, c, seed), each);
}

Made neighbours(double k, bool each, std::uint64_t seed) {
  const auto setup = [](ml::KNearest& model, double value, const at::Tensor& codes) {
    model.setDefaultK(static_cast<int>(std::min(value, static_cast<double>(codes.size(0)))));
  };
  return scaled(std::make_unique<FromOpenCv<ml::KNearest>>(setup, k, seed), each);
}

Made forest(double trees, bool each, std::uint64_t seed) {
  const auto setup = [](ml::RTrees& model, double value, const at::Tensor&) {
    model.setMaxDepth(20);
    model.setMinSampleCount(2);
    model.setActiveVarCount(0);  // the square root of the numbers at each split
    model.setTermCriteria({cv::TermCriteria::MAX_ITER, static_cast<int>(value), 0});
  };
  return scaled(std::make_unique<FromOpenCv<ml::RTrees>>(setup, trees, seed), each);
}

Made logistic(double penalty, bool each, std::uint64_t) {
  return scaled(std::make_unique<MultinomialRegression>(penalty), each);
}

/// All values, with both scalings.
std::vector<ClassifierSetting> settings(const std::string& name, decltype(&svm) make,
                                        const std::vector<double>& values) {
  std::vector<ClassifierSetting> all;
  for (const double value : values) {
    for (const bool each : {true, false}) {
      all.push_back({name + " " + significant(value, 6) + (each ? ", scaled one by one" : ""), make,
                     value, each});
    }
  }
  return all;
}

}  // namespace

std::vector<ClassifierFamily> classifier_families() {
  return {{"support vector machine", settings("C", svm, {1, 10})},
          {"nearest neighbours", settings("k", neighbours, {5, 15, 45})},
          {"random forest", {{"100 trees", forest, 100, true}}},  // scales don't matter to trees
          {"logistic regression", settings("penalty", logistic, {0.001, 0.01, 0.1})}};
}

}  // namespace antifaz
