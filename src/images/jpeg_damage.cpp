// clang-format off
#include <cstdio>  // jpeglib.h needs it before, jerror.h needs jpeglib.h before
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <csetjmp>

#include "src/images/codecs.hpp"

namespace antifaz {
namespace {

struct Session {
  jpeg_decompress_struct info;
  jpeg_error_mgr errors;
  std::jmp_buf escape;
  std::string damage;
  bool ended = true;  // false: the end marker is missing

  explicit Session(const std::string& bytes);
  ~Session() { jpeg_destroy_decompress(&info); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void look_through();
};

[[noreturn]] void stop(j_common_ptr info) {
  char message[JMSG_LENGTH_MAX];
  info->err->format_message(info, message);
  auto* session = static_cast<Session*>(info->client_data);
  session->damage = message;
  std::longjmp(session->escape, 1);
}

// libjpeg goes on after these, inventing the pixels it could not read.
bool is_data_loss(int code) {
  return code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_ARITH_BAD_CODE ||
         code == JWRN_MUST_RESYNC;
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0) return;
  if (is_data_loss(info->err->msg_code)) stop(info);
  if (info->err->msg_code == JWRN_JPEG_EOF) static_cast<Session*>(info->client_data)->ended = false;
}

Session::Session(const std::string& bytes) {
  info.err = jpeg_std_error(&errors);
  errors.error_exit = stop;
  errors.emit_message = on_message;
  jpeg_create_decompress(&info);
  info.client_data = this;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

// longjmp leaves it without unwinding: no local here has a destructor.
void Session::look_through() {
  if (setjmp(escape) != 0) return;
  jpeg_read_header(&info, TRUE);
  const bool one_scan = info.progressive_mode == 0 && info.comps_in_scan == info.num_components;
  jpeg_read_coefficients(&info);
  // Where the file has several scans nobody can tell whether further ones are missing.
  if (!ended && !one_scan) damage = "Premature end of JPEG file";
}

}  // namespace

std::string jpeg_damage(const std::string& bytes) {
  Session session(bytes);
  session.look_through();
  return session.damage;
}

}  // namespace antifaz
