#pragma once

#include <torch/types.h>
#include <torch/utils.h>

#include "models/judges/gender_net.hpp"
#include "models/judges/student_net.hpp"
#include "models/semi_adversarial/generator.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::testing {

/// Small networks with random weights, saved: what a pipeline needs to run, not to be good.
class SampleNetworks {
  TempFolder folder_;

 public:
  SampleNetworks() {
    torch::manual_seed(3);
    const torch::NoGradGuard no_grad;
    GeneratorOptions options;
    options.width = 4;
    Generator generator_net(options);
    for (torch::Tensor& p : generator_net->parameters()) p.normal_(0, 0.2);
    generator_net->set_prototypes(torch::rand_like(generator_net->prototypes()));
    save_generator(generator_net, {}, generator);
    StudentNetOptions small;
    small.width = 4;
    save_student(StudentNet(small), {}, matcher);
    GenderNetOptions tiny;
    tiny.width = 4;
    tiny.size = 16;
    save_gender_net(GenderNet(tiny), {}, classifier);
  }

  const std::filesystem::path generator = folder_ / "generator.safetensors",
                              matcher = folder_ / "matcher.safetensors",
                              classifier = folder_ / "gender.safetensors";
};

}  // namespace antifaz::testing
