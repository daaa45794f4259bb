#include <iostream>

#include "pipelines/codes/map.hpp"
#include "src/cli/codes/codes_support.hpp"

namespace antifaz {
namespace {

ExitCode run(const Invocation& in) {
  MapJob job;
  job.input = codes_input(in);
  job.images = in.text("images");
  job.size = in.whole("size", 8, 256);
  job.limit = static_cast<std::size_t>(in.whole("limit", 3, 100000));
  job.output = in.text("output");
  const MapReport report = map_codes(job, *in.observer);
  std::cout << "map: " << in.text("output") << " (" << report.shown << " of " << report.codes
            << " codes; the plane holds " << percent(report.explained) << " of their variance)\n";
  return ExitCode::kDone;
}

}  // namespace

Command codes_map_command() {
  Command command = make_codes_command(
      "map", "Draw a map of codes: a page with every image at its code's place.",
      "codes.csv --images faces --output map.html --labels faces/manifest.csv", run);
  command.details =
      "Places are the first two principal components. The page loads nothing from elsewhere, but\n"
      "shows the images: share it as you would share them.";
  add_label_options(command, /*required=*/false);
  add_images_options(command, "the images that the codes are of", 40);
  command.options += {
      text("output", "HTML", "page to write"),
      whole("limit", "N", "show only so many images, evenly spaced", 1000),
  };
  command.required.insert(command.required.end(), {"images", "output"});
  return command;
}

}  // namespace antifaz
