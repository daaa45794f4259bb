#include <iostream>

#include "pipelines/codes/rates.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/cli/json_text.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

constexpr int kBits[] = {2, 3, 4, 5, 6, 8};
constexpr int kQualities[] = {1, 5, 10, 20, 40, 60, 80};

/// Of the same images: every model at every number of bits, then JPEG and WebP.
std::vector<RatePoint> measure(const Invocation& in, const std::vector<std::string>& models,
                               const std::vector<LoadedAutoencoder>& loaded,
                               const at::Tensor& images) {
  std::vector<RatePoint> points;
  for (std::size_t m = 0; m < models.size(); ++m) {
    in.observer->message("measuring " + models[m]);
    for (const int bits : kBits) {
      points.push_back(code_rate(*loaded[m].model, models[m], images, bits));
    }
  }
  const std::vector<cv::Mat> pictures = to_pictures(images);
  for (const auto codec : {jpeg_rate, webp_rate}) {
    for (const int quality : kQualities) points.push_back(codec(pictures, quality));
  }
  return points;
}

ExitCode run(const Invocation& in) {
  const std::vector<std::string> models = in.list("model");
  std::vector<LoadedAutoencoder> loaded;
  for (const std::string& model : models) {
    loaded.push_back(open_model(in, model));
    expect_images(loaded.back().options, model);
    if (loaded.back().options.shape != loaded.front().options.shape) {
      throw Error(model, "takes other images than " + models.front());
    }
  }
  const NamedExamples data = examples_for(in, loaded.front().options);
  const std::vector<RatePoint> points = measure(in, models, loaded, data.values);
  if (in.json) {
    nlohmann::json json{{"schema", "antifaz-codes-rates"},
                        {"version", 1},
                        {"images", data.names.size()},
                        {"points", nlohmann::json::array()}};
    for (const RatePoint& one : points) {
      json["points"].push_back({{"method", one.method},
                                {"setting", one.setting},
                                {"bytes", one.bytes},
                                {"image_bytes", one.image_bytes},
                                {"psnr_db", to_json(one.psnr)}});
    }
    std::cout << json_text(json);
    return exit_code_of(data);
  }
  TextTable table({"method", "setting", "bytes", "without headers", "PSNR, dB [95 % interval]"});
  for (const RatePoint& one : points) {
    table.add_row({one.method, one.setting, fixed(one.bytes, 1), fixed(one.image_bytes, 1),
                   with_interval(one.psnr, 2)});
  }
  std::cout << "bytes an image and PSNR over " << data.names.size()
            << " images; a model's own bytes are not counted\n\n"
            << table.str();
  return exit_code_of(data);
}

}  // namespace

Command codes_rates_command() {
  Command command = make_codes_model_command(
      "rates", "Compare bytes and quality of compressed codes with JPEG and WebP.",
      "faces --model pca.safetensors conv.safetensors", "data", "folder of images", run);
  command.details =
      "All see the same images, cropped and resized as the models take them. Codes are in one "
      "file\n"
      "for all images, whose header counts; JPEG and WebP are a file each. 'without headers' is "
      "what\n"
      "is left without tables and file headers.";
  add_limit_option(command);
  command.options.push_back(
      texts("model", "FILE...", "weights.safetensors of 'antifaz autoencoder train'"));
  command.required.push_back("model");
  return command;
}

}  // namespace antifaz
