#include "src/images/jpeg_session.hpp"

#include <jerror.h>

#include "src/images/image_limits.hpp"

namespace antifaz {
namespace {

template <typename Session>
[[noreturn]] void leave(j_common_ptr info) {
  std::longjmp(static_cast<Session*>(info->client_data)->escape, 1);
}

[[noreturn]] void stop_reading(j_common_ptr info) {
  char message[JMSG_LENGTH_MAX];
  info->err->format_message(info, message);
  static_cast<JpegReader*>(info->client_data)->damage = message;
  leave<JpegReader>(info);
}

// libjpeg goes on after these, inventing the pixels it could not read.
bool is_data_loss(int code) {
  return code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_ARITH_BAD_CODE ||
         code == JWRN_MUST_RESYNC;
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0) return;
  if (is_data_loss(info->err->msg_code)) stop_reading(info);
  if (info->err->msg_code == JWRN_JPEG_EOF) {
    static_cast<JpegReader*>(info->client_data)->ended = false;
  }
}

void count_scans(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number <= image_limits::kScans) return;
  static_cast<JpegReader*>(info->client_data)->damage = "too many scans";
  leave<JpegReader>(info);
}

void say_nothing(j_common_ptr, int) {}

JpegWriter& writer_of(j_compress_ptr info) { return *static_cast<JpegWriter*>(info->client_data); }

void empty_buffer(JpegWriter& writer) {
  writer.destination.next_output_byte = writer.buffer;
  writer.destination.free_in_buffer = sizeof writer.buffer;
}

void begin(j_compress_ptr info) { empty_buffer(writer_of(info)); }

boolean take_buffer(j_compress_ptr info) {
  JpegWriter& writer = writer_of(info);
  writer.bytes.append(reinterpret_cast<const char*>(writer.buffer), sizeof writer.buffer);
  empty_buffer(writer);
  return TRUE;
}

void take_rest(j_compress_ptr info) {
  JpegWriter& writer = writer_of(info);
  writer.bytes.append(reinterpret_cast<const char*>(writer.buffer),
                      sizeof writer.buffer - writer.destination.free_in_buffer);
}

}  // namespace

JpegReader::JpegReader(const std::string& bytes) {
  info.err = jpeg_std_error(&errors);
  errors.error_exit = stop_reading;
  errors.emit_message = on_message;
  jpeg_create_decompress(&info);
  info.client_data = this;
  progress.progress_monitor = count_scans;
  info.progress = &progress;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

bool JpegReader::read() {
  bool one_scan = false;
  if (!finished(*this, [&] {
        jpeg_read_header(&info, TRUE);
        one_scan = info.progressive_mode == 0 && info.comps_in_scan == info.num_components;
        coefficients = jpeg_read_coefficients(&info);
      })) {
    return false;
  }
  // Where the file has several scans nobody can tell whether further ones are missing.
  if (!ended && !one_scan) damage = "Premature end of JPEG file";
  return damage.empty();
}

JpegWriter::JpegWriter() {
  info.err = jpeg_std_error(&errors);
  errors.error_exit = leave<JpegWriter>;
  errors.emit_message = say_nothing;
  jpeg_create_compress(&info);
  info.client_data = this;
  destination.init_destination = begin;
  destination.empty_output_buffer = take_buffer;
  destination.term_destination = take_rest;
  info.dest = &destination;
}

}  // namespace antifaz
