#pragma once

namespace torch::jit {
struct Module;
}

namespace antifaz {

/// The same network with its weights as constants, batch normalisation folded into convolutions,
/// and ReLU6 as one operation where a converter wrote three (relu, minimum, maximum): the gradient
/// of a MobileNet takes a third of the time. A module that can't be frozen stays as it is. Its
/// answers differ by rounding only.
torch::jit::Module simplified(torch::jit::Module module);

}  // namespace antifaz
