#include "pipelines/evaluate/brought_gallery.hpp"

#include <torch/types.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/data/subjects.hpp"
#include "src/labels/find_files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 32;

/// What is to be looked at: labelled, and of nobody who is evaluated.
std::vector<std::size_t> rows_to_learn_from(const Manifest& gallery, const Manifest& evaluated,
                                            AttackerGallery& counts) {
  std::set<std::string> known;
  for (const ManifestRow& row : evaluated.rows) known.insert(row.subject);
  known.erase("");
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < gallery.rows.size(); ++i) {
    const ManifestRow& row = gallery.rows[i];
    if (!row.gender) {
      ++counts.unlabelled;
    } else if (known.count(row.subject) > 0) {
      ++counts.evaluated;
    } else {
      rows.push_back(i);
    }
  }
  return rows;
}

/// Embeddings of the faces found so far, by matcher.
class GalleryFaces {
 public:
  explicit GalleryFaces(const Judges& judges)
      : judges_(judges), embeddings_(judges.matchers.size()) {}

  void add(const ExaminedPhoto& seen) {
    const Face& face = seen.faces[main_face(seen.faces, seen.bgr.size())];
    waiting_.push_back({seen.bgr, face.landmarks, face.box});
    bytes_ += seen.bytes();
    if (waiting_.size() >= kBatch || bytes_ >= kBatchBytes) ask();
  }

  /// One float32 [n, d] for each matcher.
  std::vector<torch::Tensor> take() {
    ask();
    std::vector<torch::Tensor> all;
    for (const cv::Mat& rows : embeddings_) {
      all.push_back(rows.empty() ? torch::empty({0, 1})
                                 : torch::from_blob(rows.data, {rows.rows, rows.cols}).clone());
    }
    return all;
  }

 private:
  void ask() {
    for (std::size_t i = 0; i < embeddings_.size() && !waiting_.empty(); ++i) {
      const cv::Mat rows = judges_.matchers[i].box->embed(waiting_);
      if (!cv::checkRange(rows)) {
        throw Error("judge '" + judges_.matchers[i].box->name() +
                    "' gave no number for a face of the attacker's gallery; check its description");
      }
      embeddings_[i].push_back(rows);
    }
    waiting_.clear();
    bytes_ = 0;
  }

  const Judges& judges_;
  std::vector<FaceView> waiting_;
  std::size_t bytes_ = 0;
  std::vector<cv::Mat> embeddings_;
};

}  // namespace

std::optional<Gender> gender_in_name(const fs::path& path) {
  bool woman = false, man = false;
  std::string word;
  for (const char c : path.string() + "/") {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    woman = woman || word == "female" || word == "woman" || word == "women";
    man = man || word == "male" || word == "man" || word == "men";
    word.clear();
  }
  if (woman == man) return std::nullopt;
  return man ? Gender::kMale : Gender::kFemale;
}

Manifest read_brought_gallery(const fs::path& folder, Observer& observer) {
  Manifest gallery;
  if (fs::exists(folder / "manifest.csv")) {
    gallery = read_manifest(folder / "manifest.csv");
    gallery.folder = folder;
    for (const std::string& line : find_files(gallery).messages()) observer.message(line);
  } else {
    gallery = list_folder(folder);
    for (ManifestRow& row : gallery.rows) row.gender = gender_in_name(row.path);
  }
  for (const Gender gender : {Gender::kFemale, Gender::kMale}) {
    if (std::any_of(gallery.rows.begin(), gallery.rows.end(),
                    [&](const ManifestRow& row) { return row.gender == gender; })) {
      continue;
    }
    throw Error(folder, "names no " + std::string(to_string(gender)) +
                            " face, so nobody can learn from it; give it a manifest.csv (path, "
                            "gender), or names with the words 'female' and 'male'");
  }
  return gallery;
}

BroughtGallery look_at_gallery(const Manifest& gallery, const Manifest& evaluated,
                               FaceDetector& detector, const Judges& judges, Observer& observer) {
  BroughtGallery brought;
  brought.counts.folder = gallery.folder.string();
  brought.counts.images = gallery.rows.size();
  const Subjects subjects = subjects_of(gallery);
  const auto rows = rows_to_learn_from(gallery, evaluated, brought.counts);
  GalleryFaces found(judges);
  std::vector<int64_t> labels;
  ProgressMeter meter(observer, "gallery", rows.size());
  for (const std::size_t row : rows) {
    if (observer.wants_stop()) {
      throw Stopped(
          "stopped in the attacker's gallery; nothing was kept, run the evaluation again");
    }
    const ExaminedPhoto seen = examine(gallery.file(gallery.rows[row]), detector);
    meter.advance(1);
    if (seen.faces.empty()) {
      ++brought.counts.without_face;
      continue;
    }
    found.add(seen);
    const bool man = gallery.rows[row].gender == Gender::kMale;
    labels.push_back(man ? 1 : 0);
    ++(man ? brought.counts.men : brought.counts.women);
    brought.faces.subjects.push_back(subjects.of_row[row]);
  }
  const auto& people = brought.faces.subjects;
  brought.counts.people = std::set<std::uint32_t>(people.begin(), people.end()).size();
  brought.faces.labels = torch::tensor(labels, torch::kInt64);
  const std::vector<torch::Tensor> embeddings = found.take();
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    const auto& judge = judges.matchers[i];
    brought.faces.embeddings.push_back(
        {judge.box->name(), judge.in_the_loop, {embeddings[i], embeddings[i]}});
  }
  return brought;
}

}  // namespace antifaz
