#include <torch/types.h>

int main() { return torch::zeros({1}).item<int>(); }
