#include <iostream>

#include "pipelines/codes/map.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

const std::vector<std::string> kKinds{"components", "tsne"};

ExitCode run(const Invocation& in) {
  MapJob job;
  job.input = codes_input(in);
  job.images = in.text("images");
  job.kind = in.choice("by", kKinds) == "tsne" ? MapKind::kTsne : MapKind::kComponents;
  job.size = in.whole("size", 8, 256);
  job.limit = static_cast<std::size_t>(in.whole("limit", 3, 100000));
  job.output = in.text("output");
  const MapReport report = map_codes(job, *in.observer);
  std::cout << "map: " << in.text("output") << " (" << report.shown << " of " << report.codes
            << " codes";
  if (job.kind == MapKind::kComponents) {
    std::cout << "; the plane holds " << percent(report.explained) << " of their variance";
  }
  std::cout << ")\n";
  if (const MapQuality& quality = report.quality; quality.neighbours > 0) {
    std::cout << "neighbourhoods of " << quality.neighbours << ": trustworthiness "
              << fixed(quality.trustworthiness, 3) << ", continuity "
              << fixed(quality.continuity, 3) << "\n";
  }
  return ExitCode::kDone;
}

}  // namespace

Command codes_map_command() {
  Command command = make_codes_command(
      "map", "Draw a map of codes: a page with every image at its code's place.",
      "codes.csv --images faces --output map.html --labels faces/manifest.csv", run);
  command.details =
      "Places are the first two principal components, or by t-SNE, which keeps neighbours.\n"
      "Trustworthiness is 1 where all that are near on the map are near among the codes,\n"
      "continuity where all that are near among the codes are near on the map. The page loads\n"
      "nothing from elsewhere, but shows the images: share it as you would share them.";
  add_label_options(command, /*required=*/false);
  add_images_options(command, "the images that the codes are of", 40);
  command.options += {
      text("output", "HTML", "page to write"),
      text("by", "KIND", "what decides a place: components or tsne", "components"),
      whole("limit", "N", "show only so many images, evenly spaced", 1000),
  };
  command.required.insert(command.required.end(), {"images", "output"});
  return command;
}

}  // namespace antifaz
