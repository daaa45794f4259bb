#include "src/images/codecs.hpp"
#include "src/images/jpeg_session.hpp"

namespace antifaz {

std::string jpeg_damage(const std::string& bytes) {
  JpegReader reader(bytes);
  reader.read();
  return reader.damage;
}

}  // namespace antifaz
