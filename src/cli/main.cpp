#include "src/cli/process.hpp"
#include "src/cli/run.hpp"

int main(int argc, char** argv) {
  antifaz::set_up_process();
  return antifaz::run(argc, argv);
}
