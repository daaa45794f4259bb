#include <iostream>

#include "pipelines/codes/rates.hpp"
#include "src/cli/codes/codes_model_support.hpp"
#include "src/core/json_text.hpp"
#include "src/core/mean_figure.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

nlohmann::json to_json(const RatesReport& report) {
  nlohmann::json json{{"schema", "antifaz-codes-rates"},
                      {"version", 1},
                      {"images", report.images},
                      {"points", nlohmann::json::array()}};
  for (const RatePoint& one : report.points) {
    json["points"].push_back({{"method", one.method},
                              {"setting", one.setting},
                              {"bytes", one.bytes},
                              {"image_bytes", one.image_bytes},
                              {"psnr_db", to_json(one.psnr)}});
  }
  return json;
}

void print(const RatesReport& report) {
  TextTable table({"method", "setting", "bytes", "without headers", "PSNR, dB [95 % interval]"});
  for (const RatePoint& one : report.points) {
    table.add_row({one.method, one.setting, fixed(one.bytes, 1), fixed(one.image_bytes, 1),
                   with_interval(one.psnr, 2)});
  }
  std::cout << "bytes an image and PSNR over " << report.images
            << " images; a model's own bytes are not counted\n\n"
            << table.str();
}

ExitCode run(const Invocation& in) {
  RatesJob job;
  for (const std::string& model : in.list("model")) job.models.push_back(model);
  job.data = in.text("data");
  job.limit = in.whole("limit", 0, 1 << 30);
  job.device = in.device;
  job.seed = in.seed.value_or(1);
  const RatesReport report = compare_rates(job, *in.observer);
  if (in.json) {
    std::cout << json_text(to_json(report));
  } else {
    print(report);
  }
  return exit_code_of(report.skipped);
}

}  // namespace

Command codes_rates_command() {
  Command command = make_codes_model_command(
      "rates", "Compare bytes and quality of compressed codes with JPEG and WebP.",
      "faces --model pca.safetensors conv.safetensors", text("data", "PATH", "folder of images"),
      run);
  command.details =
      "All see the same images, cropped and resized as the models take them. Codes are in one "
      "file\n"
      "for all images, whose header counts; JPEG and WebP are a file each. 'without headers' is "
      "what\n"
      "is left without tables and file headers.";
  add_limit(command);
  command.options.push_back(
      texts("model", "FILE...", "weights.safetensors of 'antifaz autoencoder train'"));
  command.required.push_back("model");
  return command;
}

}  // namespace antifaz
