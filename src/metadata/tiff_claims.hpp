#pragma once

#include <cstdint>
#include <string>

namespace antifaz {

/// How many bytes the tags of a TIFF file claim, in the directories of the picture, of EXIF, of
/// places and of interoperability: many may claim the same ones, and whoever reads them takes
/// memory for each. Tags that can claim much, or hold directories in a maker's own way (makers'
/// notes, Photoshop's layers and resources, profiles), are emptied in `tiff` and don't count.
/// The most a number can hold where the file is broken or is a BigTIFF.
std::uint64_t claims_of_tags(std::string& tiff);

}  // namespace antifaz
