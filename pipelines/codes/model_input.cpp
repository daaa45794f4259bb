#include "pipelines/codes/model_input.hpp"

#include "models/autoencoders/open_model.hpp"

namespace antifaz {

NamedExamples read_for_model(const AutoencoderOptions& options, const std::filesystem::path& data,
                             int limit, Observer& observer) {
  NamedExamples examples = examples_for(options, data, limit);
  for (const std::string& problem : examples.problems) observer.message(problem);
  return examples;
}

}  // namespace antifaz
