#pragma once

#include <filesystem>
#include <string>

#include "models/autoencoders/options.hpp"
#include "pipelines/training/run_settings.hpp"
#include "pipelines/training/training_card.hpp"

namespace antifaz {

/// What checkpoints and cards of the trainings of autoencoders say alike.

/// The command, every option of the network, and that networks keep the mean of their examples, so
/// that checkpoints of before they did are refused.
RunSettings network_settings(const std::string& command, const AutoencoderOptions& network);

/// What `license_of` says of the folder that the data is, or lies in.
std::string license_of_data(const std::filesystem::path& data);

}  // namespace antifaz
