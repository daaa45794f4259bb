#include "src/face/dnn_description.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// One object's fields, with messages that name the file and the field.
class Fields {
 public:
  Fields(fs::path file, Json json, const std::set<std::string>& known)
      : file_(std::move(file)), json_(std::move(json)) {
    if (!json_.is_object()) throw Error(file_, "must hold a JSON object");
    for (const auto& [key, value] : json_.items()) {
      if (known.count(key)) continue;
      std::string all;
      for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
      throw Error(file_, "unknown field '" + key + "'; known are " + all);
    }
  }

  bool has(const std::string& key) const { return json_.contains(key); }
  const Json& at(const std::string& key) const {
    if (!has(key)) throw Error(file_, "has no field '" + key + "'");
    return json_[key];
  }
  template <typename T>
  T get(const std::string& key, const std::string& what) const {
    try {
      return at(key).get<T>();
    } catch (const Json::exception&) {
      throw wrong(key, what);
    }
  }
  template <typename T>
  T choice(const std::string& key, const std::vector<std::pair<std::string, T>>& choices) const {
    const auto text = get<std::string>(key, "a text");
    std::string all;
    for (const auto& [name, value] : choices) {
      if (name == text) return value;
      all += (all.empty() ? "" : ", ") + name;
    }
    throw wrong(key, "one of " + all);
  }
  /// One number for all channels, or one for each.
  cv::Scalar per_channel(const std::string& key, std::size_t channels) const {
    if (at(key).is_number()) return cv::Scalar::all(at(key).get<double>());
    const auto values = get<std::vector<double>>(key, "a number or a list of numbers");
    if (values.size() != channels) throw wrong(key, "as long as there are channels");
    cv::Scalar scalar;
    for (std::size_t i = 0; i < channels; ++i) scalar[static_cast<int>(i)] = values[i];
    return scalar;
  }
  Error wrong(const std::string& key, const std::string& what) const {
    return Error(file_, "field '" + key + "' must be " + what);
  }

 private:
  fs::path file_;
  Json json_;
};

Json parse(const fs::path& file) {
  std::optional<Json> json = parse_json(read_file(file));
  if (!json) throw Error(file, "is not JSON, or nested too deep");
  return std::move(*json);
}

void read_crop(const Fields& fields, DnnDescription& description) {
  const auto size = fields.get<std::vector<int>>("size", "[width, height]");
  if (size.size() != 2 || size[0] < 1 || size[1] < 1 || size[0] > 4096 || size[1] > 4096) {
    throw fields.wrong("size", "[width, height], from 1 to 4096 pixels");
  }
  description.size = {size[0], size[1]};
  if (fields.has("landmarks") == fields.has("margin")) {
    throw fields.wrong("landmarks", "there, or 'margin', and not both");
  }
  if (fields.has("margin")) {
    description.margin = fields.get<double>("margin", "a number");
    if (!(description.margin > -0.5 && description.margin < 10)) {
      throw fields.wrong("margin", "between -0.5 and 10");
    }
    return;
  }
  const char* kFivePoints = "five points [[x, y], ...]: eyes, nose, mouth corners";
  const auto points = fields.get<std::vector<std::vector<float>>>("landmarks", kFivePoints);
  Landmarks landmarks;
  if (points.size() != landmarks.size()) throw fields.wrong("landmarks", kFivePoints);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].size() != 2) throw fields.wrong("landmarks", kFivePoints);
    landmarks[i] = {points[i][0], points[i][1]};
  }
  description.landmarks = landmarks;
}

void read_input(const Fields& fields, DnnDescription& description) {
  using Channels = DnnDescription::Channels;
  if (fields.has("channels")) {
    description.channels = fields.choice<Channels>(
        "channels", {{"rgb", Channels::kRgb}, {"bgr", Channels::kBgr}, {"grey", Channels::kGrey}});
  }
  const std::size_t channels = description.channels == Channels::kGrey ? 1 : 3;
  if (fields.has("mean")) description.mean = fields.per_channel("mean", channels);
  if (fields.has("scale")) description.scale = fields.per_channel("scale", channels);
}

void read_answer(const fs::path& file, const Fields& fields, DnnDescription& description) {
  using Activation = DnnDescription::Activation;
  const Fields answer(file, fields.at("answer"), {"index", "activation", "means"});
  description.means_male = answer.choice<bool>("means", {{"male", true}, {"female", false}});
  description.activation =
      answer.choice<Activation>("activation", {{"none", Activation::kNone},
                                               {"sigmoid", Activation::kSigmoid},
                                               {"softmax", Activation::kSoftmax}});
  if (answer.has("index")) description.index = answer.get<int>("index", "a whole number");
  if (description.index < 0) throw answer.wrong("index", "at least 0");
}

}  // namespace

DnnDescription read_dnn_description(const fs::path& file) {
  using Kind = DnnDescription::Kind;
  const Fields fields(file, parse(file),
                      {"kind", "name", "model", "weights", "size", "landmarks", "margin",
                       "channels", "mean", "scale", "output", "answer", "similarity"});
  DnnDescription description;
  description.kind =
      fields.choice<Kind>("kind", {{"gender", Kind::kGender}, {"matcher", Kind::kMatcher}});
  description.name =
      fields.has("name") ? fields.get<std::string>("name", "a text") : file.stem().string();
  description.model = file.parent_path() / fields.get<std::string>("model", "a file name");
  if (fields.has("weights")) {
    description.weights = file.parent_path() / fields.get<std::string>("weights", "a file name");
  }
  if (fields.has("output")) description.output = fields.get<std::string>("output", "a text");
  read_crop(fields, description);
  read_input(fields, description);
  if (description.kind == Kind::kGender) {
    read_answer(file, fields, description);
  } else if (fields.has("similarity")) {
    description.cosine =
        fields.choice<bool>("similarity", {{"cosine", true}, {"euclidean", false}});
  }
  return description;
}

}  // namespace antifaz
