#include "pipelines/codes/map_page.hpp"

#include <algorithm>
#include <cmath>

#include "pipelines/codes/map_assets.hpp"
#include "pipelines/page/frame.hpp"
#include "pipelines/page/html.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

using html::escaped;

constexpr int kSide = 1000, kMargin = 40;  // of the drawing, whose height follows
constexpr int kThumbnail = 32;             // of a thumbnail in it
constexpr double kUncrowded = 250;         // so many have that size
constexpr int kJpegQuality = 85;
constexpr int kColours = 7;  // further labels share an eighth, grey

int colour_of(int label) { return std::min(label, kColours); }

std::string coordinate(double x) { return fixed(x, 1); }

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

/// The smallest rectangle around the points.
cv::Rect2f bounds(const std::vector<cv::Point2f>& points) {
  cv::Point2f low = points.front(), high = low;
  for (const cv::Point2f& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low, high};
}

/// What places mean.
std::string reading(const CodeMap& map) {
  if (map.kind == MapKind::kTsne) {
    return " codes placed by t-SNE: near each other here is near, how far apart says little.";
  }
  return " codes on their first two principal components, which hold " + percent(map.explained) +
         " of the codes' variance: far apart here is far apart, near each other here need not be "
         "near.";
}

std::string drawing(const MapPage& page) {
  // One scale for both axes: distances on the map are to be compared.
  const cv::Rect2f frame = bounds(page.map.places);
  const float range = std::max({frame.width, frame.height, 1e-9F});
  const float scale = (kSide - 2 * kMargin) / range;
  const float height = frame.height * scale + 2 * kMargin;
  const cv::Point2f middle = (frame.tl() + frame.br()) / 2;
  const std::string half = coordinate(-kThumbnail / 2.0), side = std::to_string(kThumbnail);
  const std::string box =
      "x=\"" + half + "\" y=\"" + half + "\" width=\"" + side + "\" height=\"" + side + "\"";
  std::string text = "<svg viewBox=\"0 0 " + std::to_string(kSide) + " " + coordinate(height) +
                     "\" tabindex=\"0\" role=\"img\" aria-label=\"map of codes\">\n";
  for (std::size_t i = 0; i < page.names.size(); ++i) {
    const cv::Point2f from_middle = (page.map.places[i] - middle) * scale;
    std::string group = "c" + std::to_string(kColours), said = page.names[i];
    if (!page.labels.empty()) {
      group = "c" + std::to_string(colour_of(page.labels[i]));
      said += ": " + page.classes[static_cast<std::size_t>(page.labels[i])];
    }
    text += "<g class=\"" + group + "\" transform=\"translate(" +
            coordinate(kSide / 2.F + from_middle.x) + " " + coordinate(height / 2 - from_middle.y) +
            ")\"><title>" + escaped(said) + "</title><g><image " + box + " href=\"" +
            html::jpeg_uri(page.thumbnails[i], kJpegQuality) + "\"/><rect " + box + "/></g></g>\n";
  }
  return text + "</svg>\n";
}

}  // namespace

std::string map_page(const MapPage& page) {
  return html::page_head(page.title, std::string(kMapCss), /*scripts=*/true) + "<body>\n<h1>" +
         escaped(page.title) + "</h1>\n<p>" + std::to_string(page.names.size()) +
         reading(page.map) + " Drag, wheel, arrow keys, + and - move the view.</p>\n" +
         legend(page) + drawing(page) + "<script>" + std::string(kMapScript) +
         "</script>\n</body>\n</html>\n";
}

}  // namespace antifaz
