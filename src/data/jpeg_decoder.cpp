// clang-format off
#include <cstdio>  // jpeglib.h needs it before, jerror.h needs jpeglib.h before
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <csetjmp>
#include <string_view>
#include <vector>

#include "src/data/codecs.hpp"
#include "src/data/exif_orientation.hpp"

namespace antifaz {
namespace {

struct Session {
  jpeg_decompress_struct info;
  jpeg_error_mgr errors;
  std::jmp_buf escape;
  std::string fault;
  int orientation = 1;
  cv::Mat pixels;

  explicit Session(const std::string& bytes);
  ~Session() { jpeg_destroy_decompress(&info); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void decode();
};

[[noreturn]] void stop(j_common_ptr info) {
  char message[JMSG_LENGTH_MAX];
  info->err->format_message(info, message);
  auto* session = static_cast<Session*>(info->client_data);
  session->fault = message;
  std::longjmp(session->escape, 1);
}

// libjpeg goes on after these, inventing the pixels it could not read.
bool is_data_loss(int code) {
  return code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE ||
         code == JWRN_ARITH_BAD_CODE || code == JWRN_MUST_RESYNC;
}

void on_message(j_common_ptr info, int level) {
  if (level < 0 && is_data_loss(info->err->msg_code)) stop(info);
}

Session::Session(const std::string& bytes) {
  info.err = jpeg_std_error(&errors);
  errors.error_exit = stop;
  errors.emit_message = on_message;
  jpeg_create_decompress(&info);
  info.client_data = this;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
}

int saved_orientation(const jpeg_decompress_struct& info) {
  for (const jpeg_marker_struct* marker = info.marker_list; marker; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (data.substr(0, 4) == "Exif") return exif_orientation(data);  // APP1 may also be XMP
  }
  return 1;
}

// longjmp leaves it without unwinding: no local here has a destructor.
void Session::decode() {
  if (setjmp(escape) != 0) return;
  jpeg_read_header(&info, TRUE);
  if (is_too_large(info.image_width, info.image_height)) {
    fault = too_large(info.image_width, info.image_height).reason;
    return;
  }
  orientation = saved_orientation(info);
  int type = CV_8UC3;
  info.out_color_space = JCS_EXT_BGR;
  if (info.jpeg_color_space == JCS_GRAYSCALE) {
    info.out_color_space = JCS_GRAYSCALE;
    type = CV_8UC1;
  } else if (info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK) {
    info.out_color_space = JCS_CMYK;
    type = CV_8UC4;
  }
  jpeg_start_decompress(&info);
  pixels.create(static_cast<int>(info.output_height), static_cast<int>(info.output_width), type);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = pixels.ptr(static_cast<int>(info.output_scanline));
    jpeg_read_scanlines(&info, &row, 1);
  }
  jpeg_finish_decompress(&info);  // reads up to the end marker: its absence is a fault too
}

// Every CMYK JPEG in use is Adobe's, which stores ink inverted: 255 is bare paper.
cv::Mat inverted_cmyk_to_bgr(const cv::Mat& cmyk) {
  std::vector<cv::Mat> inks;
  cv::split(cmyk, inks);
  std::vector<cv::Mat> bgr(3);
  for (int i = 0; i < 3; ++i) cv::multiply(inks[2 - i], inks[3], bgr[i], 1 / 255.0);
  cv::Mat image;
  cv::merge(bgr, image);
  return image;
}

}  // namespace

Decoded decode_jpeg(const std::string& bytes) {
  Session session(bytes);
  session.decode();
  if (!session.fault.empty()) return ImageFault{session.fault};
  cv::Mat pixels = session.pixels;
  if (pixels.channels() == 4) pixels = inverted_cmyk_to_bgr(pixels);
  return upright(pixels, session.orientation);
}

}  // namespace antifaz
