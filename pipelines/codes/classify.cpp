#include "pipelines/codes/classify.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/pca.hpp"
#include "models/codes/classifiers.hpp"
#include "models/codes/labelled_codes.hpp"
#include "src/core/error.hpp"
#include "src/core/keyed_hash.hpp"
#include "src/core/mean_figure.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

constexpr double kLearnedShare = 0.8;       // of the training part, while settings are chosen
constexpr std::uint64_t kChoosing = 0x5e7;  // told from the seed of the outer split by this

struct Split {
  at::Tensor left, right;  ///< row numbers
};

/// Divides rows by subject: `share` of the subjects to the left.
Split split_rows(const at::Tensor& rows, const std::vector<std::uint32_t>& subject, double share,
                 std::uint64_t seed) {
  std::vector<std::int64_t> left, right;
  for (std::int64_t i = 0; i < rows.size(0); ++i) {
    const auto row = rows[i].item<std::int64_t>();
    const std::string key = std::to_string(subject[static_cast<std::size_t>(row)]);
    const double place = static_cast<double>(keyed_hash(seed, key)) * 0x1p-64;
    (place < share ? left : right).push_back(row);
  }
  if (left.empty() || right.empty()) {
    throw Error("too few examples: one part of the split is empty");
  }
  return {as_index(left), as_index(right)};
}

/// Rows of numbers and labels.
struct Part {
  at::Tensor codes, labels;
};

Part part_of(const at::Tensor& values, const at::Tensor& labels, const at::Tensor& rows) {
  return {values.index_select(0, rows), labels.index_select(0, rows)};
}

at::Tensor right_answers(CodeClassifier& classifier, const Part& part) {
  return classifier.predict(part.codes).eq(part.labels).to(torch::kDouble);
}

const ClassifierSetting& best_setting(const ClassifierFamily& family, const Part& learn,
                                      const Part& choose, int classes, std::uint64_t seed) {
  const ClassifierSetting* best = &family.settings.front();
  if (family.settings.size() == 1) return *best;
  double best_accuracy = -1;
  for (const ClassifierSetting& setting : family.settings) {
    const auto classifier = setting.made(seed);
    classifier->train(learn.codes, learn.labels, classes);
    const double accuracy = right_answers(*classifier, choose).mean().item<double>();
    if (accuracy > best_accuracy) {
      best_accuracy = accuracy;
      best = &setting;
    }
  }
  return *best;
}

at::Tensor reduced(const FeatureSet& features, const at::Tensor& training_rows) {
  if (features.components == 0) return features.values;
  Pca pca({features.values.size(1)}, features.components);
  pca.fit(features.values.index_select(0, training_rows));
  return pca.encode(features.values).contiguous();
}

double most_common_share(const at::Tensor& training, const at::Tensor& test) {
  return test.eq(std::get<0>(training.mode())).to(torch::kDouble).mean().item<double>();
}

void expect_all_learned(const LabelledCodes& examples, const at::Tensor& learned) {
  for (std::size_t c = 0; c < examples.classes.size(); ++c) {
    if (!learned.eq(static_cast<std::int64_t>(c)).any().item<bool>()) {
      throw Error("too few examples are labelled '" + examples.classes[c] + "' to learn it from");
    }
  }
}

std::vector<std::uint32_t> subjects_of_rows(const LabelledCodes& examples, const at::Tensor& rows) {
  std::vector<std::uint32_t> subjects;
  for (std::int64_t i = 0; i < rows.size(0); ++i) {
    subjects.push_back(examples.subject[static_cast<std::size_t>(rows[i].item<std::int64_t>())]);
  }
  return subjects;
}

std::vector<double> as_vector(const at::Tensor& values) {
  return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

void tell(Observer& observer, const std::string& stage, std::size_t done, std::size_t total) {
  if (observer.wants_stop()) throw Stopped("nothing was finished; the same command starts anew");
  Progress progress;
  progress.stage = stage;
  progress.done = done;
  progress.total = total;
  observer.progress(progress);
}

}  // namespace

ClassifyReport classify_codes(const ClassifyJob& job, Observer& observer) {
  const LabelledCodes examples = read_codes(job.input, observer);
  std::vector<FeatureSet> features{{"codes", examples.codes, 0}};
  if (!job.images.empty()) {
    const at::Tensor squares = read_squares(job.images, examples.names, job.size);
    const at::Tensor pixels = squares.flatten(1).to(torch::kFloat32).div(255);
    features.push_back({"PCA of pixels", pixels, examples.codes.size(1)});
    features.push_back({"pixels", pixels, 0});
  }
  return classify_codes(examples, features, job.options, observer);
}

ClassifyReport classify_codes(const LabelledCodes& examples,
                              const std::vector<FeatureSet>& features,
                              const ClassifyOptions& options, Observer& observer) {
  const torch::NoGradGuard no_grad;
  const auto classes = static_cast<int>(examples.classes.size());
  const at::Tensor labels = torch::tensor(examples.labels, torch::kInt64);
  const Split outer = split_rows(torch::arange(labels.size(0)), examples.subject,
                                 options.train_share, options.seed);
  const Split inner =
      split_rows(outer.left, examples.subject, kLearnedShare, options.seed ^ kChoosing);
  expect_all_learned(examples, labels.index_select(0, inner.left));
  const std::vector<std::uint32_t> test_subject = subjects_of_rows(examples, outer.right);
  ClassifyReport report;
  report.labels = examples.classes;
  report.train = static_cast<std::size_t>(outer.left.size(0));
  report.test = static_cast<std::size_t>(outer.right.size(0));
  report.most_common =
      most_common_share(labels.index_select(0, outer.left), labels.index_select(0, outer.right));
  const auto families = classifier_families();
  for (const FeatureSet& set : features) {
    const at::Tensor values = reduced(set, outer.left);
    const auto part = [&](const at::Tensor& rows) { return part_of(values, labels, rows); };
    for (const ClassifierFamily& family : families) {
      tell(observer, set.name + ": " + family.name, report.results.size(),
           features.size() * families.size());
      const ClassifierSetting& setting =
          best_setting(family, part(inner.left), part(inner.right), classes, options.seed);
      const auto classifier = setting.made(options.seed);
      const Part training = part(outer.left);
      classifier->train(training.codes, training.labels, classes);
      const at::Tensor right = right_answers(*classifier, part(outer.right));
      report.results.push_back({set.name, family.name, setting.name, values.size(1),
                                mean_figure(as_vector(right), test_subject)});
    }
  }
  return report;
}

}  // namespace antifaz
