#pragma once

#include <cstring>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "src/images/jpeg_session.hpp"

/// JPEG files of every kind, and what they hold.
namespace antifaz::testing {

struct JpegKind {
  const char* name = "4:2:0";
  int channels = 3;
  int across = 2, down = 2;  ///< sampling factors of the first component
  bool progressive = false;
  unsigned restart_interval = 0;
  J_COLOR_SPACE colours = JCS_YCbCr;
  int quality = 90;
  bool arithmetic = false;
  std::string profile = {};
  cv::Size density = {};  ///< dots per inch
  std::vector<jpeg_scan_info> scans = {};
};

inline std::ostream& operator<<(std::ostream& out, const JpegKind& kind) {
  return out << kind.name;
}

/// Something to see everywhere, far from black and white.
inline cv::Mat texture(cv::Size size, int channels) {
  cv::Mat image(size, CV_8UC(channels));
  cv::RNG(7).fill(image, cv::RNG::UNIFORM, 0, 256);
  cv::GaussianBlur(image, image, {}, 2);
  image.convertTo(image, CV_8U, 1, -20);
  return image;
}

/// `pixels` are grey, BGR or, with `JCS_CMYK`, four inks.
inline std::string jpeg_of(const cv::Mat& pixels, const JpegKind& kind) {
  JpegWriter writer;
  jpeg_compress_struct& info = writer.info;
  const bool done = finished(writer, [&] {
    info.image_width = static_cast<JDIMENSION>(pixels.cols);
    info.image_height = static_cast<JDIMENSION>(pixels.rows);
    info.input_components = pixels.channels();
    info.in_color_space = pixels.channels() == 1   ? JCS_GRAYSCALE
                          : pixels.channels() == 3 ? JCS_EXT_BGR
                                                   : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, pixels.channels() == 1 ? JCS_GRAYSCALE : kind.colours);
    jpeg_set_quality(&info, kind.quality, TRUE);
    info.comp_info[0].h_samp_factor = kind.across;
    info.comp_info[0].v_samp_factor = kind.down;
    if (kind.progressive) jpeg_simple_progression(&info);
    if (!kind.scans.empty()) {
      info.scan_info = kind.scans.data();
      info.num_scans = static_cast<int>(kind.scans.size());
    }
    info.restart_interval = kind.restart_interval;
    info.arith_code = kind.arithmetic ? TRUE : FALSE;
    if (!kind.density.empty()) {
      info.density_unit = 1;
      info.X_density = static_cast<UINT16>(kind.density.width);
      info.Y_density = static_cast<UINT16>(kind.density.height);
    }
    jpeg_start_compress(&info, TRUE);
    if (!kind.profile.empty()) {
      jpeg_write_icc_profile(&info, reinterpret_cast<const JOCTET*>(kind.profile.data()),
                             static_cast<unsigned>(kind.profile.size()));
    }
    while (info.next_scanline < info.image_height) {
      JSAMPROW row = const_cast<JSAMPROW>(pixels.ptr(static_cast<int>(info.next_scanline)));
      jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
  });
  if (!done) throw std::runtime_error(std::string("can't make a JPEG file of ") + kind.name);
  return writer.bytes;
}

inline bool same_layout(const jpeg_decompress_struct& a, const jpeg_decompress_struct& b) {
  bool same = a.image_width == b.image_width && a.image_height == b.image_height &&
              a.num_components == b.num_components && a.jpeg_color_space == b.jpeg_color_space &&
              a.progressive_mode == b.progressive_mode && a.restart_interval == b.restart_interval;
  for (int c = 0; same && c < a.num_components; ++c) {
    const jpeg_component_info &one = a.comp_info[c], &other = b.comp_info[c];
    same = one.h_samp_factor == other.h_samp_factor && one.v_samp_factor == other.v_samp_factor &&
           std::memcmp(one.quant_table->quantval, other.quant_table->quantval,
                       sizeof one.quant_table->quantval) == 0;
  }
  return same;
}

/// The pixels that each block covers whose coefficients are not the same in both files. Nothing
/// where the files' layouts or tables are not the same.
inline std::optional<std::vector<cv::Rect>> blocks_that_differ(const std::string& a,
                                                               const std::string& b) {
  JpegReader one(a), other(b);
  if (!one.read() || !other.read() || !same_layout(one.info, other.info)) return std::nullopt;
  const auto row_of = [](JpegReader& file, int component, JDIMENSION y) {
    return file.info.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&file.info),
                                             file.coefficients[component], y, 1, FALSE)[0];
  };
  std::vector<cv::Rect> differ;
  for (int c = 0; c < one.info.num_components; ++c) {
    const jpeg_component_info& info = one.info.comp_info[c];
    const int width = DCTSIZE * one.info.max_h_samp_factor / info.h_samp_factor;
    const int height = DCTSIZE * one.info.max_v_samp_factor / info.v_samp_factor;
    for (JDIMENSION y = 0; y < info.height_in_blocks; ++y) {
      JBLOCKROW left = row_of(one, c, y), right = row_of(other, c, y);
      for (JDIMENSION x = 0; x < info.width_in_blocks; ++x) {
        if (std::memcmp(left[x], right[x], sizeof(JBLOCK)) == 0) continue;
        differ.emplace_back(static_cast<int>(x) * width, static_cast<int>(y) * height, width,
                            height);
      }
    }
  }
  return differ;
}

}  // namespace antifaz::testing
