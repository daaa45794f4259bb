#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/core/device.hpp"

namespace antifaz {

struct PrototypesJob {
  std::vector<std::filesystem::path> data;  ///< folders made by `prepare`
  std::filesystem::path output;             ///< safetensors file to write
  std::filesystem::path classifier;  ///< labels faces that have no label; empty: all must have one
  Device device;
  std::string command_line;  ///< for the card
};

/// Where the labels of averaged faces came from.
struct PrototypeReport {
  std::size_t labelled = 0, estimated = 0;
  double classifier_error = 0;  ///< share of wrong answers on the labelled faces; NaN without any
};

/// "90 faces, 10 of them labelled by the classifier, which is wrong on 2.5 % of ...".
std::string describe(const PrototypeReport& report);

/// Averages aligned faces by gender, for the network of 2018. Throws `Error` where the output can't
/// be written, before anything is read; where labels are missing and there is no classifier; and
/// where one gender has no face.
PrototypeReport make_prototypes(const PrototypesJob& job, Observer& observer);

}  // namespace antifaz
