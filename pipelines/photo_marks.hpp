#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/face/face.hpp"

namespace antifaz {

/// Why nobody can be sure that every face of a photograph was found.
enum class PhotoMark {
  kDark,
  kBlurred,
  kTinyFaces,    ///< some are hardly larger than the smallest that were looked for
  kOnlyDoubtful  ///< no face found in it is sure
};

/// "dark", "blurred", "tiny_faces", "only_doubtful"
std::string_view to_string(PhotoMark mark);
std::optional<PhotoMark> parse_photo_mark(std::string_view text);

/// "too dark to be sure that every face was found; ..."; empty without marks.
std::string reasons_of(const std::vector<PhotoMark>& marks);

/// What marks an 8-bit BGR photograph in which a detector that looks for faces from `smallest`
/// pixels on (0: nobody knows) found these:
///
/// - dark: nine tenths of it are below a level of `kLeastBright`. A bright part is enough: a
///   portrait before a black wall is not dark.
/// - blurred: in a view of two thirds, of 640 pixels at most, a further blur takes less than 0.28
/// of what
///   neighbouring pixels differ by (Crete et al. 2007), which does not depend on how much there is
///   to see.
/// - tiny faces: a sure one is below 1.5 times `smallest`.
///
/// In a composed photograph of 2 megapixels (`bench/group_photos`; 32 faces from 30 pixels on,
/// doubtful finds too) the project's detector finds 30 at a seventh of the light, 29 at a tenth, 24
/// at a fourteenth, 15 at a twentieth, 6 at a thirtieth, where a tenth of it exceeds levels of 28,
/// 19, 13, 9 and 6; and 30, 25, 15 and 10 blurred by 4, 6, 8 and 12 pixels of 1,732, where a
/// further blur takes 0.40, 0.29, 0.24 and 0.19.
std::vector<PhotoMark> marks_of(const cv::Mat& bgr, const std::vector<Face>& faces,
                                double smallest);

/// Of 255.
inline constexpr int kLeastBright = 20;

}  // namespace antifaz
