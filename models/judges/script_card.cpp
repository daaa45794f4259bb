#include "models/judges/script_card.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "src/core/error.hpp"
#include "src/core/json_text.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kLargestSide = 4096;

/// The five points of ArcFace's template in a square of it that is stretched to `side`.
Landmarks points_in(const std::vector<double>& square, double side) {
  Landmarks points = chip_template();
  const double scale = side / (square.at(2) - square.at(0));
  for (cv::Point2f& point : points) {
    point.x = static_cast<float>((point.x - kChipMargin - square.at(0)) * scale);
    point.y = static_cast<float>((point.y - kChipMargin - square.at(1)) * scale);
  }
  return points;
}

bool is_square(const std::vector<double>& box) {
  return box.size() == 4 && box[2] > box[0] &&
         std::abs((box[2] - box[0]) - (box[3] - box[1])) < 1e-6;
}

DnnDescription described(const Json& card, const fs::path& file) {
  DnnDescription description;
  description.model = file;
  description.name = card.value("name", file.stem().string());
  const std::string kind = card.at("kind");
  if (kind != "gender" && kind != "matcher") throw Error(file, "its card knows no such 'kind'");
  description.kind =
      kind == "gender" ? DnnDescription::Kind::kGender : DnnDescription::Kind::kMatcher;
  const auto input = card.at("input").get<std::vector<int>>();
  if (input.size() != 3 || input[0] != 3 || input[1] != input[2] || input[1] < 1 ||
      input[1] > kLargestSide) {
    throw Error(file, "its card's 'input' is not [3, S, S]");
  }
  description.size = {input[1], input[1]};
  const Json& crop = card.at("crop");
  if (crop.contains("template rectangle")) {
    const auto square = crop["template rectangle"].get<std::vector<double>>();
    if (!is_square(square)) throw Error(file, "its card's 'template rectangle' is no square");
    description.landmarks = points_in(square, input[1]);
  } else {
    description.margin = crop.at("box margin").get<double>();
  }
  description.scale = cv::Scalar::all(1.0 / 255);
  description.activation = DnnDescription::Activation::kSigmoid;
  return description;
}

}  // namespace

bool is_script(const fs::path& file) {
  if (file.extension() == ".pt") return true;
  return file.extension() == ".json" && read_dnn_description(file).model.extension() == ".pt";
}

DnnDescription described_by_card(const std::string& text, const fs::path& file) {
  const auto card = parse_json(text);
  if (!card || !card->is_object()) {
    throw Error(file,
                "carries no card.json that says how to feed it; give a description "
                "(docs/black-boxes.md)");
  }
  try {
    return described(*card, file);
  } catch (const Json::exception&) {
    throw Error(file,
                "its card.json lacks 'kind', 'input' or 'crop', or has them otherwise; give "
                "a description (docs/black-boxes.md)");
  }
}

}  // namespace antifaz
