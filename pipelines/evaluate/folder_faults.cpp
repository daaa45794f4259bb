#include "pipelines/evaluate/folder_faults.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace antifaz {
namespace {

constexpr std::size_t kExamples = 20;
constexpr double kNearlyAll = 0.95;
// An AUC, or a balanced accuracy, this low tells as much as one of 0.75, if it is not chance and
// the classifier could tell before.
constexpr double kTurned = 0.25, kCouldTell = 0.75;

std::string text(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

void find_unprotected(const std::vector<double>& change, const std::vector<ManifestRow>& rows,
                      std::vector<Leak>& leaks) {
  Leak leak;
  for (std::size_t i = 0; i < change.size(); ++i) {
    if (std::isnan(change[i])) continue;
    ++leak.of;
    if (change[i] >= kUnchanged) continue;
    ++leak.images;
    if (leak.examples.size() < kExamples) leak.examples.push_back(rows[i].path.string());
  }
  if (leak.images == 0) return;
  const double share = static_cast<double>(leak.images) / static_cast<double>(leak.of);
  const std::string counts = std::to_string(leak.images) + " of " + std::to_string(leak.of);
  if (share >= kNearlyAll) {
    leak.id = "copy";
    leak.text = "The protected folder is a copy of the originals: " + counts +
                " faces are the same in both, or all but for the encoding.";
  } else {
    leak.id = "unprotected_images";
    leak.text = counts + " faces (" + text("%.1f", share * 100) +
                " %) are not protected: they are the same as in the originals, or all but for the "
                "encoding, beginning with " +
                leak.examples.front() + ".";
  }
  leaks.push_back(std::move(leak));
}

/// What turning the answers round yields, by rank or by answer; 0 where they are not turned round
/// beyond doubt.
double turned(const GenderResult& result) {
  const auto of = [](const Figure& before, const Figure& after) {
    if (!(after.value <= kTurned) || after.high >= 0.5) return 0.0;
    return before.value >= kCouldTell ? 1 - after.value : 0.0;
  };
  return std::max(of(result.original.auc, result.changed.auc),
                  of(result.original.balanced_accuracy, result.changed.balanced_accuracy));
}

void find_turned_answers(const std::vector<GenderResult>& gender, std::vector<Leak>& leaks) {
  const GenderResult* most = nullptr;
  std::size_t count = 0;
  for (const GenderResult& result : gender) {
    if (turned(result) == 0) continue;
    ++count;
    if (!most || turned(result) > turned(*most)) most = &result;
  }
  if (!most) return;
  Leak leak;
  leak.id = "turned_answers";
  leak.judge = most->classifier;
  leak.of = most->men + most->women;
  const Confusion& answers = most->changed.confusion;
  leak.images = answers[0][1] + answers[1][0];
  leak.text = "The answers of " + std::to_string(count) + " of " + std::to_string(gender.size()) +
              " classifiers are turned round, most of all those of " + most->classifier + " (AUC " +
              text("%.3f", most->changed.auc.value) + ", right for " +
              text("%.0f", most->changed.balanced_accuracy.value * 100) +
              " %): whoever swaps female and male has the gender back.";
  leaks.push_back(std::move(leak));
}

}  // namespace

std::vector<Leak> find_leaks(const std::vector<double>& change,
                             const std::vector<ManifestRow>& rows,
                             const std::vector<GenderResult>& gender) {
  std::vector<Leak> leaks;
  find_unprotected(change, rows, leaks);
  find_turned_answers(gender, leaks);
  return leaks;
}

}  // namespace antifaz
