#include "pipelines/measures/folder_faults.hpp"

#include <algorithm>
#include <cmath>

#include "src/core/number_text.hpp"

namespace antifaz {
namespace {

constexpr std::size_t kExamples = 20;
constexpr double kNearlyAll = 0.95;
// An AUC, or a balanced accuracy, this low tells as much as one of 0.75, if it is not chance and
// the classifier could tell before.
constexpr double kTurned = 0.25, kCouldTell = 0.75;

void find_unprotected(const std::vector<double>& change, const std::vector<ManifestRow>& rows,
                      std::vector<FolderFault>& faults) {
  FolderFault fault;
  for (std::size_t i = 0; i < change.size(); ++i) {
    if (std::isnan(change[i])) continue;
    ++fault.of;
    if (change[i] >= kUnchanged) continue;
    ++fault.images;
    if (fault.examples.size() < kExamples) fault.examples.push_back(rows[i].path.string());
  }
  if (fault.images == 0) return;
  const double share = static_cast<double>(fault.images) / static_cast<double>(fault.of);
  const std::string counts = std::to_string(fault.images) + " of " + std::to_string(fault.of);
  if (share >= kNearlyAll) {
    fault.id = "copy";
    fault.text = "The protected folder is a copy of the originals: " + counts +
                 " faces are the same in both, or all but for the encoding.";
  } else {
    fault.id = "unprotected_images";
    fault.text = counts + " faces (" + percent(share) +
                 ") are not protected: they are the same as in the originals, or all but for the "
                 "encoding, beginning with " +
                 fault.examples.front() + ".";
  }
  faults.push_back(std::move(fault));
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

void find_turned_answers(const std::vector<GenderResult>& gender,
                         std::vector<FolderFault>& faults) {
  const GenderResult* most = nullptr;
  std::size_t count = 0;
  for (const GenderResult& result : gender) {
    if (turned(result) == 0) continue;
    ++count;
    if (!most || turned(result) > turned(*most)) most = &result;
  }
  if (!most) return;
  FolderFault fault;
  fault.id = "turned_answers";
  fault.judge = most->classifier;
  fault.of = most->men + most->women;
  const Confusion& answers = most->changed.confusion;
  fault.images = answers[0][1] + answers[1][0];
  fault.text = "The answers of " + std::to_string(count) + " of " + std::to_string(gender.size()) +
               " classifiers are turned round, most of all those of " + most->classifier +
               " (AUC " + fixed(most->changed.auc.value, 3) + ", right for " +
               percent(most->changed.balanced_accuracy.value, 0) +
               "): whoever swaps female and male has the gender back.";
  faults.push_back(std::move(fault));
}

}  // namespace

std::vector<FolderFault> find_folder_faults(const std::vector<double>& change,
                                            const std::vector<ManifestRow>& rows,
                                            const std::vector<GenderResult>& gender) {
  std::vector<FolderFault> faults;
  find_unprotected(change, rows, faults);
  find_turned_answers(gender, faults);
  return faults;
}

}  // namespace antifaz
