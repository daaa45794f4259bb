#pragma once

#include <optional>
#include <string>

#include "src/images/image_io.hpp"

namespace antifaz {

/// The photograph's own JPEG file (`Photo::file`) with those MCUs alone encoded again in which
/// `photo.pixels` differ from the file's. All other DCT coefficients are the file's, bit for bit;
/// where chroma is halved a decoder may mix the new into two pixels beside them. Quantisation
/// tables, subsampling, restart interval and whether it is progressive stay, Huffman tables are
/// made anew. Of what else a file can hold there is the density, the profile and, where the picture
/// is turned, an EXIF block with the orientation alone.
///
/// Nothing where the picture must be encoded as a whole: no JPEG file or one of CMYK, arithmetic
/// coding or other rare kinds; pixels of another size or depth; or tables so coarse that a changed
/// region would come out much as it was.
std::optional<std::string> jpeg_in_place(const Photo& photo);

}  // namespace antifaz
