#include "pipelines/autoencoders/apply_jobs.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/corruption.hpp"
#include "models/autoencoders/kept/code_distribution.hpp"
#include "models/autoencoders/open_model.hpp"
#include "pipelines/autoencoders/autoencoder_metrics.hpp"
#include "pipelines/autoencoders/tell_problems.hpp"
#include "src/core/error.hpp"
#include "src/images/image_io.hpp"
#include "src/tensors/example_files.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

/// Opens the model, once it is sure that what it makes can be written.
LoadedAutoencoder open_for(const ApplyOptions& use) {
  expect_examples_path(use.output);
  LoadedAutoencoder loaded = open_model(use.model, use.device, use.seed);
  if (is_image_file(use.output)) expect_images(loaded.options, "the model");
  expect_examples_path(use.output, loaded.options.shape.size() == 3);
  return loaded;
}

/// Rows of examples as a picture, one below the other, or the last row's examples as they are.
void write_rows_or_last(const std::vector<torch::Tensor>& rows,
                        const std::vector<std::string>& names, const fs::path& output) {
  if (is_image_file(output)) {
    write_rows(rows, output);
  } else {
    write_examples(rows.back(), names, output);
  }
}

/// The names of what was not read from anywhere.
std::vector<std::string> numbers_below(std::int64_t count) {
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < count; ++i) names.push_back(std::to_string(i));
  return names;
}

ApplyReport write_made(const torch::Tensor& examples, const fs::path& output) {
  write_examples(examples, numbers_below(examples.size(0)), output);
  return {static_cast<std::size_t>(examples.size(0)), 0};
}

/// Noisy examples, and the clean ones where they are known.
Examples pairs_for(const DenoiseJob& job, const AutoencoderOptions& options,
                   const NamedExamples& data, Observer& observer) {
  if (!job.clean.empty()) {
    const NamedExamples clean =
        tell_problems(partners_of(data, job.clean, shape_for(options)), observer);
    expect_shape(clean, options, job.clean);
    return {clean.values, data.values};
  }
  if (!job.spoil) return {{}, data.values};
  if (options.corruption == Corruption::kNone) {
    throw Error(job.use.model, "was trained on given noise, which --spoil can't make");
  }
  torch::Tensor noisy = corrupt(as_floats(data.values), {options.corruption, options.noise});
  if (options.shape.size() == 3) noisy = noisy.clamp(0, 1);  // as a file would hold it
  return {data.values, noisy};
}

NamedValues against(const torch::Tensor& images, const torch::Tensor& clean) {
  NamedValues values{{"mse", torch::mse_loss(images, clean).item<double>()}};
  if (images.dim() != 4) return values;
  values.emplace_back("psnr_db", mean_psnr(images, clean));
  if (const auto ssim = mean_ssim(images, clean)) values.emplace_back("ssim", *ssim);
  return values;
}

}  // namespace

ReconstructReport reconstruct(const ReconstructJob& job, Observer& observer) {
  const LoadedAutoencoder loaded = open_for(job.use);
  const NamedExamples data =
      tell_problems(examples_for(loaded.options, job.data, job.limit), observer);
  write_rows_or_last({as_floats(data.values), reconstruct_all(*loaded.model, data.values)},
                     data.names, job.use.output);
  ReconstructReport report;
  report.examples = data.names.size();
  report.skipped = data.skipped();
  report.figures = named(measure_autoencoder(*loaded.model, {data.values, {}}));
  return report;
}

DenoiseReport denoise(const DenoiseJob& job, Observer& observer) {
  const LoadedAutoencoder loaded = open_for(job.use);
  const NamedExamples data =
      tell_problems(examples_for(loaded.options, job.data, job.limit), observer);
  const Examples pairs = pairs_for(job, loaded.options, data, observer);
  const torch::Tensor noisy = as_floats(pairs.noisy), made = reconstruct_all(*loaded.model, noisy);
  std::vector<torch::Tensor> rows{noisy, made};
  DenoiseReport report;
  report.examples = data.names.size();
  report.skipped = data.skipped();
  if (pairs.clean.defined()) {
    const torch::Tensor clean = as_floats(pairs.clean);
    rows.insert(rows.begin(), clean);
    report.noisy = against(noisy, clean);
    report.denoised = against(made, clean);
  }
  write_rows_or_last(rows, data.names, job.use.output);
  return report;
}

EncodeReport encode(const EncodeJob& job, Observer& observer) {
  expect_matrix_file(job.use.output);
  const LoadedAutoencoder loaded = open_model(job.use.model, job.use.device, job.use.seed);
  const NamedExamples data =
      tell_problems(examples_for(loaded.options, job.data, job.limit), observer);
  const torch::Tensor codes = encode_all(*loaded.model, data.values);
  write_matrix(codes, data.names, job.use.output);
  EncodeReport report;
  report.examples = data.names.size();
  report.skipped = data.skipped();
  report.code = codes.size(1);
  return report;
}

ApplyReport decode(const DecodeJob& job, Observer&) {
  const LoadedAutoencoder loaded = open_for(job.use);
  const NamedExamples codes = read_examples(job.codes, {});
  const std::int64_t wanted = loaded.model->code_size();
  if (codes.values.dim() != 2 || codes.values.size(1) != wanted) {
    throw Error(job.codes,
                "must hold codes of " + std::to_string(wanted) + " numbers a row for this model");
  }
  write_examples(decode_all(*loaded.model, codes.values.to(torch::kFloat32)), codes.names,
                 job.use.output);
  return {codes.names.size(), 0};
}

ApplyReport generate(const GenerateJob& job, Observer&) {
  const LoadedAutoencoder loaded = open_for(job.use);
  const torch::NoGradGuard no_grad;
  torch::Tensor made;
  try {
    made = sample(*loaded.model, job.sampler, job.count).cpu();
  } catch (const Error& error) {
    throw Error(job.use.model, error.what());
  }
  return write_made(made, job.use.output);
}

ApplyReport interpolate(const InterpolateJob& job, Observer&) {
  const LoadedAutoencoder loaded = open_for(job.use);
  const auto code_of = [&](const fs::path& path) {
    return encode_all(*loaded.model, examples_for(loaded.options, path, 1).values)[0];
  };
  const torch::Tensor from = code_of(job.from), to = code_of(job.to);
  return write_made(decode_all(*loaded.model, interpolate_codes(from, to, job.steps)),
                    job.use.output);
}

Card autoencoder_card(const fs::path& model) {
  load_autoencoder(model);  // says what else it is
  return read_safetensors(model).card;
}

}  // namespace antifaz
