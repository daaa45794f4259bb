#include "pipelines/examined_photo.hpp"

#include <stdexcept>
#include <utility>

#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

constexpr int kDigits = 3;

void search(ExaminedPhoto& examined, FaceDetector& detector) {
  try {
    examined.faces = detector.detect(examined.bgr);
  } catch (const std::exception& error) {  // no memory for a huge one, for example
    const std::string from =
        examined.smallest_face > 0
            ? " of " + significant(examined.smallest_face, kDigits) + " pixels and more"
            : "";
    throw std::runtime_error("can't be searched for faces" + from + ": " + one_line(error));
  }
  examined.marks = marks_of(examined.bgr, examined.faces, examined.smallest_face);
}

}  // namespace

std::size_t ExaminedPhoto::bytes() const {
  const std::size_t own = photo.pixels.total() * photo.pixels.elemSize();
  const std::size_t pixels =
      bgr.data == photo.pixels.data ? own : own + bgr.total() * bgr.elemSize();
  const std::size_t file = photo.file ? photo.file->size() : 0;
  return pixels + file + faces.size() * kFaceBytes;
}

ExaminedPhoto examine(const std::filesystem::path& file, FaceDetector& detector) {
  ExaminedPhoto examined;
  try {
    auto read = read_photo(file, examined.sha256);
    if (const auto* fault = std::get_if<ImageFault>(&read)) {
      examined.fault = fault->reason;
      return examined;
    }
    examined.photo = std::get<Photo>(std::move(read));
    examined.bgr = to_bgr8(examined.photo.pixels);
    examined.smallest_face = detector.smallest_face(examined.bgr.size());
    search(examined, detector);
  } catch (const std::exception& error) {  // out of memory on one huge photograph, for example
    examined.fault = one_line(error);
  }
  return examined;
}

std::string one_line(const std::exception& error) {
  const std::string text = error.what();
  return text.substr(0, text.find('\n'));
}

}  // namespace antifaz
