#pragma once

#include <dlib/dnn.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "src/core/error.hpp"
#include "src/face/dlib_chip.hpp"

namespace antifaz {

/// Reads a dlib network of type `Net`. Throws `Error` where the file is missing or holds another.
template <typename Net>
void load_dlib_net(const std::string& file, const std::string& what, Net& net) {
  if (!std::filesystem::is_regular_file(file)) {
    throw Error(file, "no such file; give the path of " + what);
  }
  try {
    dlib::deserialize(file) >> net;
  } catch (const std::exception&) {
    throw Error(file, "is not " + what + ", or is damaged");
  }
}

/// Runs `net` below its loss on `faces` in batches; hands `use(index of face, its output row)`.
template <typename Net, typename Use>
void forward_in_batches(Net& net, const std::vector<FaceView>& faces, int size, double padding,
                        Use use) {
  constexpr std::size_t kBatch = 32;
  for (std::size_t first = 0; first < faces.size(); first += kBatch) {
    std::vector<DlibImage> chips;
    for (std::size_t i = first; i < std::min(first + kBatch, faces.size()); ++i) {
      chips.push_back(cut_dlib_chip(faces[i], size, padding));
    }
    dlib::resizable_tensor input;
    net.to_tensor(chips.begin(), chips.end(), input);
    const dlib::tensor& output = net.subnet().forward(input);
    const float* row = output.host();
    for (std::size_t i = 0; i < chips.size(); ++i, row += output.k()) use(first + i, row);
  }
}

}  // namespace antifaz
