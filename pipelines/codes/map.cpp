#include "pipelines/codes/map.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>

#include "models/autoencoders/pca.hpp"
#include "pipelines/codes/map_assets.hpp"
#include "pipelines/page/html.hpp"
#include "src/core/base64.hpp"
#include "src/core/error.hpp"
#include "src/data/codecs.hpp"

namespace antifaz {
namespace {

using html::escaped;

constexpr int kSide = 1000, kMargin = 40;  // of the drawing, whose height follows
constexpr int kThumbnail = 32;             // of a thumbnail in it
constexpr double kUncrowded = 250;         // so many have that size
constexpr int kJpegQuality = 85;
constexpr int kColours = 7;  // further labels share an eighth, grey

int colour_of(int label) { return std::min(label, kColours); }

std::string coordinate(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", x);
  return text;
}

/// In percent: where they are many they are small, or they would hide each other.
std::string thumbnail_size(const MapPage& page) {
  const double size = 100 * std::sqrt(kUncrowded / static_cast<double>(page.names.size()));
  return std::to_string(static_cast<int>(std::clamp(size, 30., 100.)));
}

std::string legend(const MapPage& page) {
  std::string items;
  for (int c = 0; !page.labels.empty() && c <= kColours; ++c) {
    std::string name;
    for (int label = 0; label < static_cast<int>(page.classes.size()); ++label) {
      if (colour_of(label) != c) continue;
      name += (name.empty() ? "" : ", ") + page.classes[static_cast<std::size_t>(label)];
    }
    if (name.empty()) continue;
    const std::string number = std::to_string(c);
    items += "<label><input type=\"checkbox\" id=\"s" + number + "\" checked><span class=\"key k" +
             number + "\"></span>" + escaped(name) + "</label>\n";
  }
  return "<form>" + items +
         "<label>thumbnails <input type=\"range\" id=\"size\" min=\"30\" max=\"300\" "
         "value=\"" +
         thumbnail_size(page) + "\"></label></form>\n";
}

std::string drawing(const MapPage& page) {
  const at::Tensor low = std::get<0>(page.map.places.min(0)),
                   high = std::get<0>(page.map.places.max(0));
  // One scale for both axes: distances on the map are to be compared.
  const float range = std::max((high - low).max().item<float>(), 1e-9F);
  const float scale = (kSide - 2 * kMargin) / range;
  const float height = (high - low)[1].item<float>() * scale + 2 * kMargin;
  const at::Tensor middle = (page.map.places - (low + high) / 2) * torch::tensor({scale, -scale}) +
                            torch::tensor({kSide / 2.F, height / 2});
  const auto place = middle.accessor<float, 2>();
  const std::string half = coordinate(-kThumbnail / 2.0), side = std::to_string(kThumbnail);
  const std::string box =
      "x=\"" + half + "\" y=\"" + half + "\" width=\"" + side + "\" height=\"" + side + "\"";
  std::string text = "<svg viewBox=\"0 0 " + std::to_string(kSide) + " " + coordinate(height) +
                     "\" tabindex=\"0\" role=\"img\" aria-label=\"map of codes\">\n";
  for (std::size_t i = 0; i < page.names.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    std::string group = "c" + std::to_string(kColours), said = page.names[i];
    if (!page.labels.empty()) {
      group = "c" + std::to_string(colour_of(page.labels[i]));
      said += ": " + page.classes[static_cast<std::size_t>(page.labels[i])];
    }
    text += "<g class=\"" + group + "\" transform=\"translate(" + coordinate(place[row][0]) + " " +
            coordinate(place[row][1]) + ")\"><title>" + escaped(said) + "</title><g><image " + box +
            " href=\"data:image/jpeg;base64," +
            base64(encode_jpeg(page.thumbnails[i], kJpegQuality)) + "\"/><rect " + box +
            "/></g></g>\n";
  }
  return text + "</svg>\n";
}

}  // namespace

CodeMap map_codes(const at::Tensor& codes) {
  if (codes.size(0) < 3 || codes.size(1) < 2) {
    throw Error("a map needs three codes of two numbers at least");
  }
  Pca pca({codes.size(1)}, 2);
  pca.fit(codes);
  return {pca.encode(codes), pca.explained().sum().item<double>()};
}

std::string map_page(const MapPage& page) {
  char explained[16];
  std::snprintf(explained, sizeof explained, "%.1f", 100 * page.map.explained);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src "
         "data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
         "form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<link rel=\"icon\" href=\"data:,\">\n<title>" +
         escaped(page.title) + "</title>\n<style>" + std::string(kMapCss) +
         "</style>\n</head>\n<body>\n<h1>" + escaped(page.title) + "</h1>\n<p>" +
         std::to_string(page.names.size()) +
         " codes on their first two principal components, which hold " + explained +
         " % of the codes' variance: far apart here is far apart, near each other here need not "
         "be near. Drag, wheel, arrow keys, + and - move the view.</p>\n" +
         legend(page) + drawing(page) + "<script>" + std::string(kMapScript) +
         "</script>\n</body>\n</html>\n";
}

}  // namespace antifaz
