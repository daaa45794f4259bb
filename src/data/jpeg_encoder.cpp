// clang-format off
#include <cstdio>  // jpeglib.h needs it before
#include <jpeglib.h>
// clang-format on

#include <csetjmp>
#include <cstdlib>

#include "src/data/codecs.hpp"

namespace antifaz {
namespace {

struct Session {
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  std::jmp_buf escape;
  std::string fault;
  unsigned char* bytes = nullptr;  // malloc'ed and grown by libjpeg
  unsigned long size = 0;

  Session();
  ~Session() {
    jpeg_destroy_compress(&info);
    std::free(bytes);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void encode(const cv::Mat& image, int quality);
};

[[noreturn]] void stop(j_common_ptr info) {
  char message[JMSG_LENGTH_MAX];
  info->err->format_message(info, message);
  auto* session = static_cast<Session*>(info->client_data);
  session->fault = message;
  std::longjmp(session->escape, 1);
}

Session::Session() {
  info.err = jpeg_std_error(&errors);
  errors.error_exit = stop;
  jpeg_create_compress(&info);
  info.client_data = this;
  jpeg_mem_dest(&info, &bytes, &size);
}

// longjmp leaves it without unwinding: no local here has a destructor.
void Session::encode(const cv::Mat& image, int quality) {
  if (setjmp(escape) != 0) return;
  info.image_width = static_cast<JDIMENSION>(image.cols);
  info.image_height = static_cast<JDIMENSION>(image.rows);
  info.input_components = image.channels();
  info.in_color_space = image.channels() == 1   ? JCS_GRAYSCALE
                        : image.channels() == 3 ? JCS_EXT_BGR
                                                : JCS_EXT_BGRX;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;  // 4:4:4
  info.optimize_coding = TRUE;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPROW>(image.ptr(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
}

}  // namespace

std::string encode_jpeg(const cv::Mat& image, int quality) {
  Session session;
  session.encode(image, quality);
  if (!session.fault.empty()) CV_Error(cv::Error::StsBadArg, session.fault);
  return std::string(reinterpret_cast<const char*>(session.bytes), session.size);
}

}  // namespace antifaz
