#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>

#include "src/face/face.hpp"

namespace antifaz {

/// How to use a network from elsewhere: what a JSON description file says (docs/black-boxes.md).
struct DnnDescription {
  enum class Kind { kGender, kMatcher };
  enum class Channels { kRgb, kBgr, kGrey };
  enum class Activation { kNone, kSigmoid, kSoftmax };

  Kind kind = Kind::kGender;
  std::string name;                      ///< default: the description file's, without extension
  std::filesystem::path model, weights;  ///< .onnx; or Caffe's .prototxt and .caffemodel
  cv::Size size;                         ///< of the network's input, in pixels
  std::optional<Landmarks> landmarks;    ///< where the five points stand in it, or:
  double margin = 0;                     ///< part of the face's box to add on every side
  Channels channels = Channels::kRgb;
  cv::Scalar mean = 0, scale = 1;  ///< input = (8-bit pixel - mean) * scale, by channel
  std::string output;              ///< blob to read; empty: the network's last
  int index = 0;                   ///< gender: the output that answers
  Activation activation = Activation::kNone;
  bool means_male = true;  ///< gender: the answer is P(male), not P(female)
  bool cosine = true;      ///< matcher: cosine similarity, not the negative Euclidean distance
};

/// Reads a description; the paths in it are relative to its folder. Throws `Error` naming the file
/// and the field that is missing, unknown or wrong.
DnnDescription read_dnn_description(const std::filesystem::path& file);

}  // namespace antifaz
