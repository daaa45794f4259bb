#pragma once

#include "src/data/manifest.hpp"
#include "src/labels/label_match.hpp"

namespace antifaz {

/// Puts a manifest's paths as the files of its folder are spelt, so that they can be opened, and
/// says which rows have no file and which photographs no row. What can't be looked at is added to
/// `manifest.problems`. Throws `Error` where the folder can't be listed.
LabelMatch find_files(Manifest& manifest);

}  // namespace antifaz
