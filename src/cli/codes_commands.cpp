#include "src/cli/codes_support.hpp"

namespace antifaz {

std::vector<Command> codes_commands() {
  return {codes_classify_command(), codes_retrieve_command(), codes_cluster_command(),
          codes_map_command()};
}

}  // namespace antifaz
