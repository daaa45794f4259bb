#pragma once

#include <vector>

#include "pipelines/anonymize/anonymize.hpp"
#include "pipelines/anonymize/run_ledger.hpp"

namespace antifaz {

/// Takes photographs, a batch at a time, from the file to the protected file.
/// Where the disk takes nothing more, a batch ends in an `Error` once what was written is recorded.
class Anonymizer {
 public:
  /// All of them must outlive it.
  Anonymizer(const AnonymizeOptions& options, const AnonymizeTools& tools, RunLedger& ledger)
      : options_(options), tools_(tools), ledger_(ledger), check_(tools.judges) {}

  /// Takes the next photographs all the way, as many as the options and the memory allow. Returns
  /// their outcomes, in order; none after the last photograph. A bad one is an outcome.
  std::vector<Outcome> batch(OpenPhotos& photos);

 private:
  struct Task;

  Task read(PlannedPhoto planned);
  void select(Task& task);
  void change(const std::vector<Task*>& tasks);
  void change_together(const std::vector<Task*>& tasks);
  std::vector<cv::Mat> changes_of(const std::vector<FaceToChange>& faces);
  void treat_all(std::vector<Task>& tasks);
  void finish(Task& task);

  const AnonymizeOptions& options_;
  const AnonymizeTools& tools_;
  RunLedger& ledger_;
  SelfCheck check_;
  std::string disk_problem_;  // why the others need not be tried; empty: none
};

}  // namespace antifaz
