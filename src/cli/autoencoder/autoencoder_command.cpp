#include <iostream>

#include "models/weights_summary.hpp"
#include "pipelines/autoencoders/apply_jobs.hpp"
#include "pipelines/speech/speech_jobs.hpp"
#include "src/cli/autoencoder/autoencoder_output.hpp"
#include "src/cli/autoencoder/autoencoder_support.hpp"
#include "src/core/text_table.hpp"

namespace antifaz {
namespace {

ExitCode list_variants(const Invocation& in) {
  if (in.json) {
    nlohmann::ordered_json variants;
    for (const AutoencoderVariant& one : autoencoder_variants()) {
      variants.push_back({{"name", one.name}, {"summary", one.summary}});
    }
    print_result(in, "info", {{"variants", variants}});
    return ExitCode::kDone;
  }
  TextTable table({"variant", "what it is"});
  for (const AutoencoderVariant& one : autoencoder_variants()) {
    table.add_row({one.name, one.summary});
  }
  std::cout << table.str();
  return ExitCode::kDone;
}

ExitCode run_info(const Invocation& in) {
  if (!in.has("model")) return list_variants(in);
  nlohmann::ordered_json card;
  const std::string model = in.text("model");
  const bool of_speech = is_speech_denoiser(model);
  for (const auto& [key, value] :
       of_speech ? summarize_weights(model).card : autoencoder_card(model)) {
    card[key] = value;
  }
  print_result(in, "info", card);
  return ExitCode::kDone;
}

}  // namespace

Command autoencoder_info_command() {
  Command command = make_autoencoder_command("info", "List the variants, or show a model's card.",
                                             "[--model runs/vae/weights.safetensors]", run_info);
  command.example = "antifaz autoencoder info --model runs/vae/weights.safetensors";
  add_model_option(command);
  command.required.clear();
  return command;
}

std::vector<Command> autoencoder_commands() {
  return {autoencoder_train_command(),       autoencoder_train_speech_command(),
          autoencoder_reconstruct_command(), autoencoder_denoise_command(),
          autoencoder_encode_command(),      autoencoder_decode_command(),
          autoencoder_interpolate_command(), autoencoder_generate_command(),
          autoencoder_compare_command(),     autoencoder_info_command()};
}

}  // namespace antifaz
