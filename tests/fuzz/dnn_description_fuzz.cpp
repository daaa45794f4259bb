#include "src/face/dnn_description.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace antifaz::fuzz {

void read(const std::filesystem::path& file) { read_dnn_description(file); }

std::vector<std::string> seeds() {
  return {R"({"kind": "gender", "name": "g", "model": "g.onnx", "size": [96, 112], "margin": 0.2,
  "channels": "bgr", "mean": [1, 2, 3], "scale": 0.0078,
  "answer": {"index": 1, "activation": "softmax", "means": "male"}})",
          R"({"kind": "matcher", "model": "m.prototxt", "weights": "m.caffemodel",
  "size": [112, 112], "landmarks": [[38, 51], [73, 51], [56, 71], [41, 92], [70, 92]],
  "channels": "grey", "mean": 127.5, "output": "fc", "similarity": "cosine"})"};
}

}  // namespace antifaz::fuzz
