#include "pipelines/codes/compress.hpp"

#include <torch/types.h>

#include <cstdlib>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/open_model.hpp"
#include "models/codes/code_file.hpp"
#include "models/codes/code_header.hpp"
#include "pipelines/codes/rates.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/core/sha256.hpp"
#include "src/data/new_file.hpp"
#include "src/images/image_io.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kBatch = 128;  // images decoded and in memory at a time

/// A folder in a hidden one beside the place that it moves to at last. What is not kept is gone
/// with this object.
class FolderInTheMaking {
 public:
  explicit FolderInTheMaking(fs::path wanted) : wanted_(std::move(wanted)) {
    if (!wanted_.has_filename()) wanted_ = wanted_.parent_path();  // "folder/"
    const fs::path above = wanted_.has_parent_path() ? wanted_.parent_path() : ".";
    std::error_code problem;
    fs::create_directories(above, problem);
    std::string name = (above / ".antifaz-XXXXXX").string();
    if (problem || mkdtemp(name.data()) == nullptr) throw Error(wanted_, "can't be made");
    hidden_ = name;
    fs::create_directory(path());  // with the rights that any new folder has, not mkdtemp's
  }
  FolderInTheMaking(const FolderInTheMaking&) = delete;
  FolderInTheMaking& operator=(const FolderInTheMaking&) = delete;
  ~FolderInTheMaking() {
    std::error_code ignored;
    fs::remove_all(hidden_, ignored);
  }

  fs::path path() const { return hidden_ / "images"; }

  void keep() {
    std::error_code problem;
    fs::rename(path(), wanted_, problem);  // over an empty folder, too
    if (problem) throw Error(wanted_, "can't be made (" + problem.message() + ")");
  }

 private:
  fs::path wanted_, hidden_;
};

void write_picture(const cv::Mat& picture, const fs::path& file) {
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) throw Error(file.parent_path(), "can't be made (" + problem.message() + ")");
  write_photo(picture, file);
}

}  // namespace

CompressReport compress_images(const CompressJob& job, Observer& observer) {
  expect_new_file(job.output);
  const ModelInput& input = job.input;
  const LoadedAutoencoder loaded = open_model(input.model, input.device, input.seed);
  expect_images(loaded.options, input.model.string());
  const NamedExamples data = read_for_model(loaded.options, input.data, input.limit, observer);
  try {
    expect_separate_files(data.names);
  } catch (const Error& error) {
    throw Error(input.data, error.what());
  }
  const CodeFile file{sha256_of(input.model), data.names,
                      quantize(encode_all(*loaded.model, data.values), job.bits)};
  const std::string bytes = to_bytes(file);
  write_atomically(job.output, bytes);
  return {data.names.size(), bytes.size(), data.skipped()};
}

DecompressReport decompress_images(const DecompressJob& job, Observer& observer) {
  expect_new_folder(job.output);
  const LoadedAutoencoder loaded = open_model(job.model, job.device, /*seed=*/1);
  expect_images(loaded.options, job.model.string());
  const CodeModel wanted{sha256_of(job.model), static_cast<std::size_t>(loaded.model->code_size())};
  const CodeFile file = code_file_from(read_file(job.file), job.file, wanted);
  FolderInTheMaking folder(job.output);
  const auto count = static_cast<std::int64_t>(file.names.size());
  for (std::int64_t at = 0; at < count; at += kBatch) {
    if (observer.wants_stop()) throw Stopped("no image was kept; the same command starts anew");
    QuantizedCodes some = file.codes;
    some.symbols = some.symbols.slice(0, at, at + kBatch);
    const std::vector<cv::Mat> pictures = decoded_pictures(*loaded.model, dequantize(some));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      const std::string& name = file.names[static_cast<std::size_t>(at) + i];
      write_picture(pictures[i], folder.path() / picture_name(name));
    }
  }
  folder.keep();
  return {file.names.size()};
}

}  // namespace antifaz
