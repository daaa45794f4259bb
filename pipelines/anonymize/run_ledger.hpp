#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_plan.hpp"
#include "pipelines/observer.hpp"

namespace antifaz {

/// The ledger of an output folder while a plan is carried out: what it is told.
///
/// What is told stays true through a kill at any moment: the ledger knows that a file is about to
/// be written before it is there, and that it is done after its name is on the disk.
class RunLedger {
 public:
  /// Begins a ledger where the plan has none; says what is done already, what is done again, and
  /// why. Removes the temporary files of killed runs from the output folder. All must outlive it.
  RunLedger(AnonymizePlan& plan, const AnonymizeOptions& options, Observer& observer);

  /// A photograph joins the batch; it is about to be read.
  void begin(const PlannedPhoto& photo);
  /// The batch has been read, its files' bytes have these hashes (empty: can't be read), and it is
  /// about to be written. True for each of its photographs that was changed since `begin`, so that
  /// nobody knows what was read.
  std::vector<bool> start_writing(const std::vector<std::string>& input_hashes);
  /// What became of the batch, in order. Where nothing was written, removes what an earlier run
  /// wrote for the photograph.
  void end(std::vector<Outcome>& outcomes);
  /// What is known after all of the photograph that was written to `output`.
  void amend(const std::filesystem::path& output, const Outcome& outcome);
  /// Every photograph of the run has its outcome.
  void reached_the_end();

 private:
  struct Begun {
    PlannedPhoto photo;
    LedgerEntry entry;
  };

  void tell_of_before(const AnonymizePlan& plan);
  void remove_older(const PlannedPhoto& photo, Outcome& outcome);

  const AnonymizeOptions& options_;
  Observer& observer_;
  Ledger& ledger_;
  std::string settings_, weights_;
  std::vector<Begun> batch_;
};

}  // namespace antifaz
