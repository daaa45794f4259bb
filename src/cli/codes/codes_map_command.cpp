#include <torch/types.h>

#include <iostream>

#include "pipelines/codes/map.hpp"
#include "src/cli/codes/codes_support.hpp"
#include "src/core/files.hpp"
#include "src/tensors/examples.hpp"

namespace antifaz {
namespace {

/// At most `limit` of the examples, evenly spaced.
void thin_out(LabelledCodes& examples, std::size_t limit) {
  const std::size_t count = examples.size();
  if (count <= limit) return;
  LabelledCodes few;
  few.classes = examples.classes;
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < limit; ++i) {
    const std::size_t row = i * count / limit;
    rows.push_back(static_cast<std::int64_t>(row));
    few.names.push_back(examples.names[row]);
    if (!examples.labels.empty()) few.labels.push_back(examples.labels[row]);
  }
  few.codes = examples.codes.index_select(0, as_index(rows));
  examples = std::move(few);
}

ExitCode run(const Invocation& in) {
  LabelledCodes examples = read_codes_with_any_labels(in);
  MapPage page;
  page.map = map_codes(examples.codes);
  LabelledCodes placed = examples;  // places of all, of which some are shown
  placed.codes = page.map.places;
  thin_out(placed, static_cast<std::size_t>(in.whole("limit", 3, 100000)));
  page.map.places = placed.codes;
  page.title = in.text("codes");
  page.names = placed.names;
  page.classes = placed.classes;
  page.labels = placed.labels;
  const int side = in.whole("size", 8, 256);
  for (const std::string& name : page.names) {
    page.thumbnails.push_back(read_square(std::filesystem::path(in.text("images")) / name, side));
  }
  write_atomically(in.text("output"), map_page(page));
  std::cout << "map: " << in.text("output") << " (" << page.names.size() << " of "
            << examples.size() << " codes; the plane holds " << fixed(100 * page.map.explained, 1)
            << " % of their variance)\n";
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
