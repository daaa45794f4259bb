#include "pipelines/training/training_card.hpp"

#include <ctime>

#include "src/core/number_text.hpp"
#include "src/core/sha256.hpp"

namespace antifaz {
namespace {

constexpr std::string_view kResume = " --resume";

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

/// A run that was resumed has the weights of one that was not.
std::string without_resume(std::string command) {
  if (const auto at = command.find(kResume); at != std::string::npos) {
    command.erase(at, kResume.size());
  }
  return command;
}

}  // namespace

Card training_card(const TrainingOrigin& origin, const TrainReport& report) {
  std::string figures;
  for (const auto& [name, value] : report.validation) {
    figures += (figures.empty() ? "" : ", ") + name + " " + significant(value, 4);
  }
  Card card{{"command", without_resume(origin.command_line)},
            {"seed", std::to_string(origin.seed)},
            {"data", origin.data},
            {"validation", figures},
            {"steps", std::to_string(report.steps)},
            {"date", today()},
            {"license", origin.license}};
  card.insert(origin.networks.begin(), origin.networks.end());
  return card;
}

std::string fingerprints(const std::vector<std::filesystem::path>& files) {
  std::string text;
  for (const auto& file : files) {
    text += (text.empty() ? "" : "; ") + file.filename().string() + " " + sha256_of(file);
  }
  return text;
}

}  // namespace antifaz
