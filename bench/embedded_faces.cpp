#include "bench/embedded_faces.hpp"

#include <torch/types.h>

#include "models/judges/embedding_net.hpp"
#include "models/safetensors.hpp"
#include "pipelines/examined_photo.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/face/alignment.hpp"
#include "src/tensors/face_dataset.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kBatch = 32;

/// Embeds batch by batch what `look` finds at each of `count` places.
template <typename Look>
EmbeddedFaces embed(std::size_t count, const std::string& stage, Look look, FaceMatcher& matcher,
                    Observer& observer) {
  ProgressMeter meter(observer, stage, count);
  std::vector<torch::Tensor> embeddings;
  std::vector<int64_t> labels, rows;
  for (std::size_t next = 0; next < count; next += kBatch) {
    std::vector<FaceView> views;
    for (std::size_t i = next; i < std::min(count, next + kBatch); ++i) {
      if (const std::optional<int64_t> label = look(i, views)) {
        labels.push_back(*label);
        rows.push_back(static_cast<int64_t>(i));
      }
    }
    if (!views.empty()) {
      cv::Mat batch = matcher.embed(views);
      embeddings.push_back(torch::from_blob(batch.data, {batch.rows, batch.cols}).clone());
    }
    meter.advance(std::min(count - next, kBatch));
  }
  if (embeddings.empty()) throw Error(stage + ": no face found");
  return {unit_length(torch::cat(embeddings)), torch::tensor(labels, torch::kInt64),
          torch::tensor(rows, torch::kInt64)};
}

}  // namespace

EmbeddedFaces embed_photographs(const Manifest& manifest, FaceDetector& detector,
                                FaceMatcher& matcher, Observer& observer) {
  const auto look = [&](std::size_t i, std::vector<FaceView>& views) -> std::optional<int64_t> {
    const ManifestRow& row = manifest.rows[i];
    const ExaminedPhoto seen = examine(manifest.file(row), detector);
    if (!seen.fault.empty()) observer.message(row.path.string() + ": " + seen.fault);
    if (seen.faces.empty()) return std::nullopt;
    views.push_back({seen.bgr, seen.faces[main_face(seen.faces, seen.bgr.size())].landmarks});
    return row.gender ? static_cast<int64_t>(*row.gender) : -1;
  };
  return embed(manifest.rows.size(), "embed " + manifest.folder.string(), look, matcher, observer);
}

EmbeddedFaces embed_chips(const Manifest& manifest, std::size_t most, FaceMatcher& matcher,
                          Observer& observer) {
  Manifest some = manifest;
  some.rows.clear();
  const std::size_t all = manifest.rows.size(), wanted = std::min(all, most);
  for (std::size_t i = 0; i < wanted; ++i) some.rows.push_back(manifest.rows[i * all / wanted]);
  const FaceDataset faces = load_faces({some}).labelled();
  const auto look = [&](std::size_t i, std::vector<FaceView>& views) -> std::optional<int64_t> {
    const auto at = static_cast<int64_t>(i);
    const torch::Tensor chip = to_unit_range(faces.chips.narrow(0, at, 1))[0];
    views.push_back({to_image(chip), chip_template()});
    return faces.labels[at].item<int64_t>();
  };
  return embed(faces.size(), "embed " + manifest.folder.string(), look, matcher, observer);
}

std::vector<EmbeddedFaces> kept(const std::filesystem::path& file, const std::string& what,
                                const std::function<std::vector<EmbeddedFaces>()>& embed) {
  const auto name = [](const char* of, std::size_t i) { return of + std::to_string(i); };
  std::vector<EmbeddedFaces> all;
  if (!file.empty() && std::filesystem::exists(file)) {
    TensorFile contents = read_safetensors(file);
    if (contents.card["embedded"] != what) {
      throw Error(file, "holds embeddings of other inputs; give another file, or remove it");
    }
    for (std::size_t i = 0; contents.tensors.count(name("embeddings", i)) > 0; ++i) {
      all.push_back({contents.tensors[name("embeddings", i)], contents.tensors[name("labels", i)],
                     contents.tensors[name("rows", i)]});
    }
    return all;
  }
  all = embed();
  if (file.empty()) return all;
  TensorFile contents{{{"embedded", what}}, {}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    contents.tensors[name("embeddings", i)] = all[i].embeddings;
    contents.tensors[name("labels", i)] = all[i].labels;
    contents.tensors[name("rows", i)] = all[i].rows;
  }
  write_safetensors(contents, file);
  return all;
}

}  // namespace antifaz
