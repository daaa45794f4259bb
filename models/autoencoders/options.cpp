#include "models/autoencoders/options.hpp"

#include <sstream>
#include <type_traits>

#include "src/core/error.hpp"
#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

template <typename Enum>
struct Names;
template <>
struct Names<AutoencoderNetwork> {
  static constexpr std::pair<AutoencoderNetwork, const char*> kAll[] = {
      {AutoencoderNetwork::kAuto, "auto"},
      {AutoencoderNetwork::kFullyConnected, "fully-connected"},
      {AutoencoderNetwork::kTransposed, "transposed"},
      {AutoencoderNetwork::kUpsample, "upsample"}};
};
template <>
struct Names<Likelihood> {
  static constexpr std::pair<Likelihood, const char*> kAll[] = {
      {Likelihood::kGaussian, "gaussian"}, {Likelihood::kBernoulli, "bernoulli"}};
};
template <>
struct Names<Corruption> {
  static constexpr std::pair<Corruption, const char*> kAll[] = {
      {Corruption::kNone, "none"},
      {Corruption::kMasking, "masking"},
      {Corruption::kGaussian, "gaussian"},
      {Corruption::kSaltAndPepper, "salt-and-pepper"},
      {Corruption::kPoisson, "poisson"}};
};

[[noreturn]] void refuse(const std::string& name, const std::string& text, const std::string& why) {
  throw Error(name + " can't be '" + text + "': " + why);
}

std::string print(const std::string& text) { return text; }
std::string print(bool on) { return on ? "yes" : "no"; }
std::string print(int64_t n) { return std::to_string(n); }
std::string print(double x) { return significant(x, 10); }
std::string print(const std::vector<int64_t>& list) {
  std::string text;
  for (const int64_t n : list) text += (text.empty() ? "" : ",") + std::to_string(n);
  return text;
}
template <typename Enum>
std::string print(Enum value) {
  for (const auto& [known, name] : Names<Enum>::kAll) {
    if (known == value) return name;
  }
  return "";
}

/// What a field of this type can be; none of numbers.
template <typename Number>
std::vector<std::string> choices_of(const Number&) {
  if constexpr (std::is_enum_v<Number>) {
    std::vector<std::string> all;
    for (const auto& one : Names<Number>::kAll) all.emplace_back(one.second);
    return all;
  }
  return {};
}
std::vector<std::string> choices_of(const bool&) { return {"yes", "no"}; }
/// The one text is the variant.
std::vector<std::string> choices_of(const std::string&) { return variant_names(); }

/// What else there is to say of an option: which numbers it takes.
struct About {
  const char* help;
  double least = 0, most = 1e6;
};

template <typename Number>
Number number_of(const std::string& name, const std::string& text, const About& about) {
  Number value = 0;
  std::istringstream stream(text);
  if (!(stream >> value) || !stream.eof() || !(static_cast<double>(value) >= about.least) ||
      !(static_cast<double>(value) <= about.most)) {
    const char* kind = std::is_integral_v<Number> ? "whole number" : "number";
    refuse(name, text,
           std::string("it must be a ") + kind + " of at least " + print(about.least) +
               " and at most " + print(about.most));
  }
  return value;
}

void parse(const std::string&, const std::string& text, const About&, std::string& value) {
  value = text;
}
void parse(const std::string& name, const std::string& text, const About&, bool& value) {
  if (text != "yes" && text != "no") refuse(name, text, "it is yes or no");
  value = text == "yes";
}
void parse(const std::string& name, const std::string& text, const About& about, double& value) {
  value = number_of<double>(name, text, about);
}
void parse(const std::string& name, const std::string& text, const About& about, int64_t& value) {
  value = number_of<int64_t>(name, text, about);
}
void parse(const std::string& name, const std::string& text, const About& about,
           std::vector<int64_t>& list) {
  list.clear();
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ',');) {
    list.push_back(number_of<int64_t>(name, one, about));
  }
}
template <typename Enum>
void parse(const std::string& name, const std::string& text, const About&, Enum& value) {
  std::string all;
  for (const auto& [known, known_name] : Names<Enum>::kAll) {
    if (text == known_name) {
      value = known;
      return;
    }
    all += (all.empty() ? "" : ", ") + std::string(known_name);
  }
  refuse(name, text, "choices are " + all);
}

/// Shows `f` every option: name, field, help.
template <class Options, class Function>
void visit(Options& o, Function f) {
  f("variant", o.variant, {"which autoencoder; 'antifaz autoencoder info' lists all"});
  f("code", o.code,
    {"numbers in a code (gondara, residual-denoiser: follow from their channels)", 1});
  f("network", o.network, {"inside: auto, fully-connected, transposed or upsample"});
  f("widths", o.widths,
    {"hidden layers or stages, as in 512,128 (none: the network's own, fewer stages where sides "
     "can't be halved so often); gondara: its channels; residual-denoiser: channels at a half, a "
     "quarter, ... of the side",
     1});
  f("linear", o.linear, {"fully connected without hidden layers: yes or no"});
  f("likelihood", o.likelihood, {"gaussian (squared error) or bernoulli (cross-entropy)"});
  f("dropout", o.dropout, {"dropout: share of hidden units dropped", 0, 0.99});
  f("corruption", o.corruption,
    {"denoising: masking, gaussian, salt-and-pepper, poisson, or none (noisy data are given)"});
  f("noise", o.noise,
    {"denoising: share, standard deviation, or 1 / photons at full brightness; residual-denoiser: "
     "the most of it"});
  f("sparsity", o.sparsity, {"sparse: weight of the penalty"});
  f("activation", o.activation, {"sparse-kl: mean activation to come to", 0, 1});
  f("contraction", o.contraction, {"contractive: weight of the Jacobian's squared norm"});
  f("beta", o.beta, {"variational, beta-tc: weight of the KL term"});
  f("warmup", o.warmup, {"variational, beta-tc: epochs until the weights are reached"});
  f("correlation", o.correlation, {"beta-tc: weight of the total correlation"});
  f("draws", o.draws, {"importance-weighted: draws that a training step weighs", 1, 1000});
  f("discrepancy", o.discrepancy, {"wae-mmd: weight of the codes' discrepancy from the prior"});
  f("codebook", o.codebook, {"vector-quantised: codewords to choose from", 2, 65536});
  f("codeword", o.codeword, {"vector-quantised: numbers of a code that are one codeword", 1});
  f("commitment", o.commitment, {"vector-quantised: weight of the distance from codewords"});
  f("whiten", o.whiten, {"pca: codes of unit variance: yes or no"});
}

}  // namespace

std::vector<std::string> variant_names() {
  std::vector<std::string> all;
  for (const AutoencoderVariant& variant : autoencoder_variants()) all.emplace_back(variant.name);
  return all;
}

std::vector<std::string> names_of(const AutoencoderVariant& variant) {
  std::vector<std::string> all{variant.name};
  std::istringstream others(variant.also);
  for (std::string one; std::getline(others, one, ',');) all.push_back(one);
  return all;
}

std::vector<AutoencoderOption> describe(const AutoencoderOptions& options) {
  std::vector<AutoencoderOption> all;
  visit(options, [&](const char* name, const auto& field, const About& about) {
    all.push_back({name, print(field), about.help, choices_of(field)});
  });
  return all;
}

void set_option(AutoencoderOptions& options, const std::string& name, const std::string& value) {
  visit(options, [&](const std::string& known, auto& field, const About& about) {
    if (known == name) parse(name, value, about, field);
  });
}

}  // namespace antifaz
