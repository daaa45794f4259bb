// One side of compare_reference: runs the network of 2018 on the inputs of a file, and answers on
// standard output to each line it is sent, so that two programs can take turns.
//
//   san2018_images WEIGHTS INPUTS plain|fast|bfloat16 THREADS OUTPUTS
//
// INPUTS and OUTPUTS are safetensors: image, same_prototype, opposite_prototype; same_output,
// opposite_output. Each line read gives one line "seconds" for one pass over all images.

#include <torch/types.h>
#include <torch/utils.h>

#include <chrono>
#include <iostream>
#include <string>

#include "models/machine.hpp"
#include "models/semi_adversarial/san2018.hpp"
#include "models/semi_adversarial/san2018_fast.hpp"
#include "src/core/error.hpp"

namespace {

using namespace antifaz;

int serve(char** argv) {
  const San2018 net = load_san2018(argv[1]);
  const TensorFile inputs = read_safetensors(argv[2]);
  const std::string form = argv[3];
  set_up_machine(std::stoi(argv[4]));  // as the program does
  const San2018Fast fast(net, form == "bfloat16" ? torch::kBFloat16 : torch::kFloat);
  const torch::Tensor image = inputs.tensors.at("image");
  const torch::Tensor own = inputs.tensors.at("same_prototype");
  const std::vector<torch::Tensor> prototypes = {own, inputs.tensors.at("opposite_prototype")};
  const torch::NoGradGuard no_grad;
  San2018 plain = net;
  const auto run = [&] {
    return form == "plain" ? plain->forward(image, own, prototypes)
                           : fast.forward(image, own, prototypes);
  };
  const auto outputs = run();
  write_safetensors({{}, {{"same_output", outputs[0]}, {"opposite_output", outputs[1]}}}, argv[5]);
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto start = std::chrono::steady_clock::now();
    run();
    std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()
              << std::endl;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "usage: san2018_images WEIGHTS INPUTS plain|fast|bfloat16 THREADS OUTPUTS\n";
    return 2;
  }
  try {
    return serve(argv);
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
