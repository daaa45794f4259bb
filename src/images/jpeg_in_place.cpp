#include "src/images/jpeg_in_place.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "src/images/codecs.hpp"
#include "src/images/jpeg_session.hpp"
#include "src/images/orientation.hpp"

namespace antifaz {
namespace {

// Of a region's change this part must survive the file's quantisation.
constexpr double kLeastKept = 0.8;
// A region that changes by less than this is the rim of one that changes by more.
constexpr double kRimLevels = 3;

/// What a JPEG file shows, as it stores it; empty where it can't be decoded.
cv::Mat stored_pixels(const std::string& jpeg, int orientation) {
  const Decoded decoded = decode_with_vips(jpeg, ImageFormat::kJpeg);
  const auto* photo = std::get_if<Photo>(&decoded);
  return photo ? as_stored(photo->pixels, orientation) : cv::Mat();
}

/// A decoder multiplies by them, and so takes a zero; an encoder would divide by it.
bool has_zero_quantiser(const jpeg_decompress_struct& info) {
  for (const JQUANT_TBL* table : info.quant_tbl_ptrs) {
    if (table && std::count(std::begin(table->quantval), std::end(table->quantval), 0) > 0) {
      return true;
    }
  }
  return false;
}

bool can_be_changed(const jpeg_decompress_struct& info, const cv::Mat& pixels) {
  const J_COLOR_SPACE colours = info.jpeg_color_space;
  return !info.arith_code && !has_zero_quantiser(info) && info.data_precision == 8 &&
         (colours == JCS_GRAYSCALE || colours == JCS_YCbCr || colours == JCS_RGB) &&
         info.num_components == pixels.channels() &&
         pixels.size() ==
             cv::Size(static_cast<int>(info.image_width), static_cast<int>(info.image_height));
}

/// The picture's MCUs as a grid: a component may have several blocks in each.
struct Grid {
  explicit Grid(const jpeg_decompress_struct& info)
      : mcu(info.max_h_samp_factor * DCTSIZE, info.max_v_samp_factor * DCTSIZE),
        picture(static_cast<int>(info.image_width), static_cast<int>(info.image_height)),
        size((picture.width + mcu.width - 1) / mcu.width,
             (picture.height + mcu.height - 1) / mcu.height) {}

  /// Pixels of a rectangle of MCUs.
  cv::Rect pixels(const cv::Rect& mcus) const {
    return cv::Rect(mcus.x * mcu.width, mcus.y * mcu.height, mcus.width * mcu.width,
                    mcus.height * mcu.height) &
           cv::Rect({}, picture);
  }

  cv::Size mcu, picture, size;
};

/// 255 for each MCU in which the two differ.
cv::Mat touched_mcus(const Grid& grid, const cv::Mat& before, const cv::Mat& after) {
  cv::Mat touched = cv::Mat::zeros(grid.size, CV_8U);
  const std::size_t pixel = before.elemSize();
  for (int y = 0; y < before.rows; ++y) {
    if (std::memcmp(before.ptr(y), after.ptr(y), pixel * before.cols) == 0) continue;
    uchar* row = touched.ptr(y / grid.mcu.height);
    for (int x = 0; x < before.cols; x += grid.mcu.width) {
      const std::size_t length = pixel * std::min(grid.mcu.width, before.cols - x);
      if (std::memcmp(before.ptr(y, x), after.ptr(y, x), length) == 0) continue;
      row[x / grid.mcu.width] = 255;
    }
  }
  return touched;
}

/// Rectangles of MCUs, one around each patch of touched ones.
std::vector<cv::Rect> patches(const cv::Mat& touched) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(touched, labels, stats, centres, 8);
  std::vector<cv::Rect> found;
  for (int i = 1; i < count; ++i) {  // 0 is the background
    found.emplace_back(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
  }
  return found;
}

/// A part that begins and ends where MCUs do, encoded as the file is. Empty where that can't be.
std::string encoded_like(const jpeg_decompress_struct& file, const cv::Mat& part) {
  JpegWriter writer;
  jpeg_compress_struct& info = writer.info;
  const bool done = finished(writer, [&] {
    jpeg_copy_critical_parameters(const_cast<j_decompress_ptr>(&file), &info);
    info.image_width = static_cast<JDIMENSION>(part.cols);
    info.image_height = static_cast<JDIMENSION>(part.rows);
    info.input_components = part.channels();
    info.in_color_space = part.channels() == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
      JSAMPROW row = const_cast<JSAMPROW>(part.ptr(static_cast<int>(info.next_scanline)));
      jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
  });
  return done ? std::move(writer.bytes) : "";
}

JBLOCKROW block_row(JpegReader& of, int component, JDIMENSION row, bool to_write) {
  return of.info.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&of.info),
                                         of.coefficients[component], row, 1,
                                         to_write ? TRUE : FALSE)[0];
}

/// Copies the blocks of the MCUs that are `touched`, the part's own corner of the grid, to where
/// the part lies in the file.
void drop(JpegReader& part, JpegReader& file, cv::Point place, const cv::Mat& touched) {
  for (int c = 0; c < file.info.num_components; ++c) {
    const jpeg_component_info& component = part.info.comp_info[c];
    const int across = component.h_samp_factor, down = component.v_samp_factor;
    for (int y = 0; y < static_cast<int>(component.height_in_blocks); ++y) {
      JBLOCKROW from = block_row(part, c, static_cast<JDIMENSION>(y), false);
      JBLOCKROW to = block_row(file, c, static_cast<JDIMENSION>(place.y * down + y), true);
      for (int x = 0; x < static_cast<int>(component.width_in_blocks); ++x) {
        if (!touched.at<uchar>(y / down, x / across)) continue;
        std::memcpy(to[place.x * across + x], from[x], sizeof(JBLOCK));
      }
    }
  }
}

/// Encodes a patch of the picture again. False where libjpeg can't.
bool renew(JpegReader& file, const cv::Mat& pixels, const cv::Rect& patch, const cv::Mat& touched) {
  const std::string bytes = encoded_like(file.info, pixels(Grid(file.info).pixels(patch)));
  if (bytes.empty()) return false;
  JpegReader part(bytes);
  if (!part.read()) return false;
  const cv::Mat corner = touched(patch);
  bool dropped = false;
  const auto into_file = [&] { drop(part, file, patch.tl(), corner); };
  return finished(part, [&] { dropped = finished(file, into_file); }) && dropped;
}

/// JFIF's density stays where it says the same as what was read, else EXIF said it.
void set_density(jpeg_compress_struct& info, cv::Point2d per_millimetre) {
  constexpr double kInch = 25.4;
  const double across = per_millimetre.x * kInch, down = per_millimetre.y * kInch;
  const auto fits = [](double dots) { return dots >= 1 && dots <= 65535; };
  if (!fits(across) || !fits(down)) return;
  const double an_inch = info.density_unit == 2 ? kInch / 10 : 1;  // or it has them per centimetre
  const bool same = std::abs(info.X_density * an_inch - across) < 1 &&
                    std::abs(info.Y_density * an_inch - down) < 1;
  const bool ratio =
      info.density_unit == 0 && (info.X_density != 1 || info.Y_density != 1);  // of no unit
  if (ratio || (info.density_unit != 0 && same)) return;
  info.density_unit = 1;  // dots per inch
  info.X_density = static_cast<UINT16>(std::lround(across));
  info.Y_density = static_cast<UINT16>(std::lround(down));
}

void write_orientation(jpeg_compress_struct& info, int orientation) {
  JOCTET exif[] = {'E', 'x', 'i', 'f',  0, 0, 'M', 'M', 0, 42, 0, 0,
                   0,   8,  // the table is 8 bytes on
                   0,   1,   1,   0x12, 0, 3, 0,   0,   0, 1,  0, static_cast<JOCTET>(orientation),
                   0,   0,   0,   0,    0, 0};  // no further table
  jpeg_write_marker(&info, JPEG_APP0 + 1, exif, sizeof exif);
}

/// The file with its coefficients as they are now. Empty where libjpeg can't write it.
std::string written(JpegReader& file, const Photo& photo) {
  JpegWriter writer;
  jpeg_compress_struct& info = writer.info;
  cv::Point2d resolution = photo.resolution;
  if (photo.orientation > 4) std::swap(resolution.x, resolution.y);
  const bool done = finished(writer, [&] {
    jpeg_copy_critical_parameters(&file.info, &info);
    set_density(info, resolution);
    if (file.info.progressive_mode) jpeg_simple_progression(&info);
    info.restart_interval = file.info.restart_interval;
    info.optimize_coding = TRUE;
    jpeg_write_coefficients(&info, file.coefficients);
    if (photo.orientation > 1) write_orientation(info, photo.orientation);
    if (!photo.profile.empty()) {
      jpeg_write_icc_profile(&info, reinterpret_cast<const JOCTET*>(photo.profile.data()),
                             static_cast<unsigned>(photo.profile.size()));
    }
    jpeg_finish_compress(&info);
  });
  return done ? std::move(writer.bytes) : "";
}

/// Whether a part shows nearly all of the change it was to show.
bool shows(const cv::Mat& before, const cv::Mat& wanted, const cv::Mat& shown) {
  cv::Mat change, made;
  cv::subtract(wanted, before, change, cv::noArray(), CV_16S);
  if (cv::norm(change, cv::NORM_INF) < kRimLevels) return true;
  cv::subtract(shown, before, made, cv::noArray(), CV_16S);
  return change.dot(made) >= kLeastKept * change.dot(change);
}

}  // namespace

std::optional<std::string> jpeg_in_place(const Photo& photo) {
  if (!photo.file || photo.format != ImageFormat::kJpeg || photo.pixels.depth() != CV_8U) {
    return std::nullopt;
  }
  JpegReader file(*photo.file);
  const cv::Mat after = as_stored(photo.pixels, photo.orientation);
  if (!file.read() || !can_be_changed(file.info, after)) return std::nullopt;
  const cv::Mat before = stored_pixels(*photo.file, photo.orientation);
  if (before.size() != after.size() || before.type() != after.type()) return std::nullopt;

  const Grid grid(file.info);
  const cv::Mat touched = touched_mcus(grid, before, after);
  const std::vector<cv::Rect> changed = patches(touched);
  for (const cv::Rect& patch : changed) {
    if (!renew(file, after, patch, touched)) return std::nullopt;
  }
  std::string bytes = written(file, photo);
  if (bytes.empty() || changed.empty()) return bytes.empty() ? std::nullopt : std::optional(bytes);
  const cv::Mat shown = stored_pixels(bytes, photo.orientation);
  if (shown.size() != after.size() || shown.type() != after.type()) return std::nullopt;
  for (const cv::Rect& patch : changed) {
    const cv::Rect area = grid.pixels(patch);
    if (!shows(before(area), after(area), shown(area))) return std::nullopt;
  }
  return bytes;
}

}  // namespace antifaz
