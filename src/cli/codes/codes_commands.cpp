#include "src/cli/codes/codes_model_support.hpp"

namespace antifaz {

std::vector<Command> codes_commands() {
  return {codes_classify_command(), codes_retrieve_command(),   codes_cluster_command(),
          codes_map_command(),      codes_anomalies_command(),  codes_traverse_command(),
          codes_compress_command(), codes_decompress_command(), codes_rates_command()};
}

}  // namespace antifaz
