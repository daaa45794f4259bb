#include "models/codes/zstd_frame.hpp"

#include <zstd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

constexpr int kLevel = 19, kWindowLog = 23;  // the level's own window where the size is not known

}  // namespace

std::string zstd_frame(const std::string& bytes, std::size_t block) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                     ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  // Room for a block's header each, beyond what incompressible bytes need.
  std::string frame(ZSTD_compressBound(bytes.size()) + 16 * (bytes.size() / block + 2), '\0');
  ZSTD_outBuffer out{frame.data(), frame.size(), 0};
  std::size_t at = 0;
  do {
    const std::size_t size = std::min(block, bytes.size() - at);
    ZSTD_inBuffer in{bytes.data() + at, size, 0};
    at += size;
    const auto then = at == bytes.size() ? ZSTD_e_end : ZSTD_e_flush;
    const std::size_t left = ZSTD_compressStream2(context.get(), &out, &in, then);
    if (left != 0) throw std::logic_error("zstd did not write a whole block");
  } while (at < bytes.size());
  frame.resize(out.pos);
  return frame;
}

std::string unpacked_zstd_frame(const std::string& frame, std::size_t most) {
  const auto said = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (said == ZSTD_CONTENTSIZE_ERROR) throw Error("it is cut off or no zstd frame");
  if (said != ZSTD_CONTENTSIZE_UNKNOWN && said > most) {
    throw Error("it unpacks to more than it may");
  }
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     ZSTD_freeDCtx);
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
  std::string bytes, piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{frame.data(), frame.size(), 0};
  std::size_t left = 1;
  while (left != 0) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left)) throw Error(ZSTD_getErrorName(left));
    if (out.pos > most - bytes.size()) throw Error("it unpacks to more than it may");
    bytes.append(piece, 0, out.pos);
    if (left != 0 && in.pos == in.size && out.pos < piece.size()) throw Error("it is cut off");
  }
  if (in.pos != in.size) throw Error("there is more behind its end");
  return bytes;
}

}  // namespace antifaz
