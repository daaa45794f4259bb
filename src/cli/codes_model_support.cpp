#include "src/cli/codes_model_support.hpp"

#include "src/core/error.hpp"

namespace antifaz {

namespace po = boost::program_options;

Command make_codes_model_command(const std::string& name, const std::string& summary,
                                 const std::string& usage, const std::string& input,
                                 const std::string& what, ExitCode (*run)(const Invocation&)) {
  Command command;
  command.name = "codes " + name;
  command.summary = summary;
  command.usage = usage;
  command.example = "antifaz codes " + name + " " + usage;
  command.options.add_options()(input.c_str(), po::value<std::string>()->value_name("PATH"),
                                what.c_str());
  command.positional.add(input.c_str(), 1);
  command.required = {input};
  command.run = run;
  return command;
}

void add_codes_model_option(Command& command) {
  command.options.add_options()("model", po::value<std::string>()->value_name("FILE"),
                                "weights.safetensors of 'antifaz autoencoder train'");
  command.required.push_back("model");
}

void add_codes_limit_option(Command& command) {
  command.options.add_options()("limit", po::value<int>()->default_value(0, "all")->value_name("N"),
                                "take only so many examples");
}

NamedExamples examples_of(const Invocation& in, const std::string& option, int limit,
                          const AutoencoderOptions& model) {
  ExampleShape shape;
  if (model.shape.size() == 3) shape = {static_cast<int>(model.shape[1]), model.shape[0] == 1};
  NamedExamples examples = read_examples(in.text(option), shape, limit, *in.observer);
  if (examples.values.sizes().slice(1) != at::IntArrayRef(model.shape)) {
    throw Error(in.text(option), "its examples have another shape than the model's");
  }
  return examples;
}

void expect_image_model(const AutoencoderOptions& model, const std::string& file) {
  if (model.shape.size() != 3) throw Error(file, "is a model of vectors; this needs one of images");
}

ExitCode done_unless_skipped(const NamedExamples& examples) {
  return examples.skipped > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

}  // namespace antifaz
