#pragma once

// clang-format off
#include <cstdio>  // jpeglib.h needs it before
#include <jpeglib.h>
// clang-format on

#include <csetjmp>
#include <string>

/// libjpeg's state and what it says, kept from the process: it would print and exit.
namespace antifaz {

/// Runs `work` and returns false where libjpeg gave up. It leaves `work` without unwinding: no
/// local in there, or below, may have a destructor.
template <typename Session, typename Work>
bool finished(Session& session, const Work& work) {
  if (setjmp(session.escape) != 0) return false;
  work();
  return true;
}

/// A JPEG file's header and coefficients. Lost coefficients make libjpeg give up here, which would
/// invent them, and so do more scans than `image_limits` allows: each goes over the whole picture.
struct JpegReader {
  /// `bytes` must outlive it.
  explicit JpegReader(const std::string& bytes);
  ~JpegReader() { jpeg_destroy_decompress(&info); }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  /// Once only. False where the file is damaged; `damage` then says how, in libjpeg's words.
  bool read();

  jpeg_decompress_struct info;
  jpeg_error_mgr errors;
  jpeg_progress_mgr progress;
  std::jmp_buf escape;
  jvirt_barray_ptr* coefficients = nullptr;  ///< by component
  std::string damage;
  bool ended = true;  ///< false: the end marker is missing
};

/// A JPEG file on its way into `bytes`.
struct JpegWriter {
  JpegWriter();
  ~JpegWriter() { jpeg_destroy_compress(&info); }
  JpegWriter(const JpegWriter&) = delete;
  JpegWriter& operator=(const JpegWriter&) = delete;

  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  jpeg_destination_mgr destination;
  std::jmp_buf escape;
  std::string bytes;
  JOCTET buffer[1 << 14];  ///< what waits to be appended to `bytes`
};

}  // namespace antifaz
