#include "pipelines/anonymize/treated_photo.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <variant>

#include "src/face/alignment.hpp"
#include "src/face/compositor.hpp"
#include "src/face/obscure.hpp"
#include "src/images/codecs.hpp"

namespace antifaz {
namespace {

constexpr std::array kFactors = {0.5, 0.75, 1.0, 1.25, 1.5};
constexpr double kLeastCovered = 0.5;  // of what covers a face must survive the coding

bool is_protected(const TreatedFace& face) { return face.told.fate == FaceFate::kProtected; }

cv::Rect box_in(const cv::Mat& image, const cv::Rect2f& box) {
  return cv::Rect(box) & cv::Rect({}, image.size());
}

// What can be said of a decoded file that was to show `meant`.
Photo decoded_again(const std::string& bytes, const Photo& meant) {
  auto decoded = decode_photo(bytes);
  if (const auto* fault = std::get_if<ImageFault>(&decoded)) {
    throw std::runtime_error("can't be decoded again once encoded (" + fault->reason + ")");
  }
  Photo photo = std::get<Photo>(std::move(decoded));
  if (photo.pixels.size() != meant.pixels.size()) {
    throw std::runtime_error("would change its size when it is encoded");
  }
  return photo;
}

}  // namespace

void TreatedPhoto::begin() {
  for (TreatedFace& face : faces) {
    if (!face.unfit.empty()) fall_back(face, face.unfit);
  }
}

Photo TreatedPhoto::rendered() const {
  Photo photo = seen_.photo;
  photo.pixels = seen_.photo.pixels.clone();
  for (const TreatedFace& face : faces) {
    if (!is_protected(face)) continue;
    composite(photo.pixels, chip_transform(face.face.landmarks),
              face.change * (options_.strength * face.factor));
  }
  for (const TreatedFace& face : faces) {  // last: nothing may shine through
    if (is_protected(face)) continue;
    obscure(photo.pixels, face.face.box,
            face.told.fate == FaceFate::kCovered ? Obscuring::kSolid : Obscuring::kBlur);
  }
  return photo;
}

void TreatedPhoto::attempt() {
  const Photo photo = rendered();
  file_ = encode_protected(photo, input_, output_, options_.metadata);
  const Photo shown = decoded_again(file_.bytes, photo);
  cv::Mat before = seen_.bgr, meant = to_bgr8(photo.pixels);
  if (!photo.profile.empty() && shown.profile.empty()) {  // the format has no room for one
    before = to_bgr8(without_profile(seen_.photo).pixels);
    meant = to_bgr8(without_profile(photo).pixels);
  }
  const cv::Mat decoded = to_bgr8(shown.pixels);
  for (TreatedFace& face : faces) {
    if (!is_protected(face)) continue;
    const cv::Matx23d transform = chip_transform(face.face.landmarks);
    if (before.data != seen_.bgr.data) face.chip = cut_chip(before, transform);
    face.meant = cut_chip(meant, transform);
    face.decoded = cut_chip(decoded, transform);
  }
  expect_covered(before, meant, decoded);
}

void TreatedPhoto::expect_covered(const cv::Mat& before, const cv::Mat& meant,
                                  const cv::Mat& decoded) const {
  for (const TreatedFace& face : faces) {
    const cv::Rect box = box_in(before, face.face.box);
    if (is_protected(face) || box.empty()) continue;
    cv::Mat wanted, made;
    cv::subtract(meant(box), before(box), wanted, cv::noArray(), CV_32F);
    cv::subtract(decoded(box), before(box), made, cv::noArray(), CV_32F);
    if (wanted.dot(made) < kLeastCovered * wanted.dot(wanted)) {
      throw std::runtime_error("would show a face again that was made unrecognisable");
    }
  }
}

std::vector<FaceToCheck> TreatedPhoto::to_check() {
  std::vector<FaceToCheck> all;
  for (TreatedFace& face : faces) {
    if (!is_protected(face)) continue;
    FaceToCheck one;
    one.original = face.chip;
    one.meant = face.meant;
    one.decoded = face.decoded;
    one.promise = {face.told.target, face.told.label, options_.strength};
    one.judged = !options_.unchecked && !face.face.doubtful && can_be_judged(face.face.landmarks);
    one.secret = options_.mode == Mode::kRandom;
    one.known = &face.known;
    all.push_back(one);
  }
  return all;
}

bool TreatedPhoto::take(const std::vector<FaceVerdict>& verdicts) {
  bool again = false;
  auto verdict = verdicts.begin();
  for (TreatedFace& face : faces) {
    if (!is_protected(face)) continue;
    const FaceVerdict& one = *verdict++;
    if (one.fault == FaceFault::kNone) continue;
    if (!try_again(face, one)) fall_back(face, one.why);
    again = true;
  }
  return again && quarantine_.empty();
}

// The next factor that may do. Nothing stronger than the user wished.
bool TreatedPhoto::try_again(TreatedFace& face, const FaceVerdict& verdict) const {
  if (verdict.fault == FaceFault::kUnchanged) return false;  // more of nothing is nothing
  if (verdict.too_strong) {
    face.too_strong = std::min(face.too_strong, face.factor);
  } else {
    face.too_weak = std::max(face.too_weak, face.factor);
  }
  const double most = options_.strength < 1 ? 1 : kFactors.back();
  std::vector<double> open;
  for (const double factor : kFactors) {
    if (factor > face.too_weak && factor < face.too_strong && factor <= most) {
      open.push_back(factor);
    }
  }
  if (open.empty()) return false;
  face.factor = verdict.too_strong ? open.back() : open.front();
  return true;
}

void TreatedPhoto::fall_back(TreatedFace& face, const std::string& why) {
  if (options_.fallback != Fallback::kSkip || face.face.doubtful) {
    face.told.fate =
        options_.fallback == Fallback::kSolid ? FaceFate::kCovered : FaceFate::kBlurred;
    return;
  }
  if (!quarantine_.empty()) return;  // the first fault is enough
  const auto place = static_cast<std::size_t>(&face - faces.data()) + 1;
  quarantine_ = (faces.size() == 1 ? "its face"
                                   : "its face " + std::to_string(place) + " of " +
                                         std::to_string(faces.size())) +
                ": " + why;
}

std::vector<std::string> treat(const std::vector<TreatedPhoto*>& photos, SelfCheck& check) {
  std::vector<std::string> faults(photos.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    photos[i]->begin();
    if (photos[i]->quarantine().empty()) open.push_back(i);
  }
  while (!open.empty()) {
    std::vector<FaceToCheck> faces;
    std::vector<std::size_t> counts, attempted;
    for (const std::size_t i : open) {
      try {
        photos[i]->attempt();
      } catch (const std::exception& error) {
        faults[i] = one_line(error);
        continue;
      }
      const std::vector<FaceToCheck> some = photos[i]->to_check();
      faces.insert(faces.end(), some.begin(), some.end());
      counts.push_back(some.size());
      attempted.push_back(i);
    }
    open.clear();
    std::vector<FaceVerdict> verdicts;
    try {
      verdicts = check.verdicts(faces);
    } catch (const std::exception& error) {
      for (const std::size_t i : attempted) faults[i] = one_line(error);
      break;
    }
    auto next = verdicts.begin();
    for (std::size_t k = 0; k < attempted.size(); ++k) {
      const auto end = next + static_cast<std::ptrdiff_t>(counts[k]);
      if (photos[attempted[k]]->take({next, end})) open.push_back(attempted[k]);
      next = end;
    }
  }
  return faults;
}

}  // namespace antifaz
