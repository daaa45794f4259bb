#include "src/cli/run.hpp"

int main(int argc, char** argv) { return antifaz::run(argc, argv); }
