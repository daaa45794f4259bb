#include "pipelines/semi_adversarial/average_generators.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <sstream>

#include "models/semi_adversarial/generator.hpp"
#include "models/weights.hpp"
#include "src/core/error.hpp"
#include "src/core/number_text.hpp"
#include "src/core/sha256.hpp"
#include "src/data/new_file.hpp"

namespace antifaz {
namespace {

double between(double a, double b, double share) { return (1 - share) * a + share * b; }

GeneratorOptions between(const GeneratorOptions& a, const GeneratorOptions& b, double share) {
  GeneratorOptions options = a;
  options.max_luma = between(a.max_luma, b.max_luma, share);
  options.max_chroma = between(a.max_chroma, b.max_chroma, share);
  options.half_coloured = between(a.half_coloured, b.half_coloured, share);
  return options;
}

void expect_alike(const GeneratorOptions& a, const GeneratorOptions& b,
                  const AverageGeneratorsJob& job) {
  if (a.width == b.width && a.grain == b.grain && a.keep_hue == b.keep_hue) return;
  throw Error(job.second, "differs from '" + job.first.string() +
                              "' in width, grain or what keeps the hue; average generators of "
                              "which one was trained from the other");
}

/// The parts of both, each once; parts are divided by "; ".
std::string joined(const std::string& a, const std::string& b) {
  std::string all;
  for (const std::string& text : {a, b}) {
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ';');) {
      part.erase(0, part.find_first_not_of(' '));
      if (part.empty() || ("; " + all + ";").find("; " + part + ";") != std::string::npos) continue;
      all += (all.empty() ? "" : "; ") + part;
    }
  }
  return all;
}

std::string entry(const Card& card, const char* key) {
  const auto found = card.find(key);
  return found == card.end() ? "" : found->second;
}

/// Its whole path: generators of several runs have one name.
std::string told(const std::filesystem::path& file) {
  return file.string() + " " + sha256_of(file);
}

Card card_of(const Card& a, const Card& b, const AverageGeneratorsJob& job) {
  Card card{{"command", job.command_line},
            {"averaged", told(job.first) + "; " + told(job.second) + ", its share " +
                             significant(job.share, 4)}};
  for (const char* key : {"data", "license", "in_loop_classifiers", "in_loop_matcher"}) {
    if (const std::string text = joined(entry(a, key), entry(b, key)); !text.empty()) {
      card[key] = text;
    }
  }
  return card;
}

}  // namespace

void average_generators(const AverageGeneratorsJob& job) {
  expect_new_file(job.output);
  if (!(job.share >= 0 && job.share <= 1)) throw Error("the share must lie between 0 and 1");
  const TensorFile first = read_safetensors(job.first), second = read_safetensors(job.second);
  const Generator a = load_generator(first, job.first), b = load_generator(second, job.second);
  expect_alike(a->options(), b->options(), job);
  Generator mean(between(a->options(), b->options(), job.share));
  const torch::NoGradGuard no_grad;
  const auto mix = [&](auto named) {
    const auto one = named(*a), other = named(*b);
    for (auto& item : named(*mean)) {
      item.value().copy_(torch::lerp(one[item.key()], other[item.key()], job.share));
    }
  };
  mix([](const torch::nn::Module& module) { return module.named_parameters(); });
  mix([](const torch::nn::Module& module) { return module.named_buffers(); });
  save_generator(mean, card_of(first.card, second.card, job), job.output);
}

}  // namespace antifaz
