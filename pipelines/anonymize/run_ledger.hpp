#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize.hpp"
#include "pipelines/ledger/ledger.hpp"

namespace antifaz {

/// The ledger of an output folder while a plan is carried out: what it knows, and what it is told.
///
/// What is told stays true through a kill at any moment: the ledger knows that a file is about to
/// be written before it is there, and that it is done after its name is on the disk.
class RunLedger {
 public:
  /// Finds out what is done already; says what is done again, and why. Removes the temporary files
  /// of killed runs from the output folder. All but the tools must outlive it.
  RunLedger(const AnonymizePlan& plan, const AnonymizeOptions& options, const AnonymizeTools& tools,
            Observer& observer);

  /// One outcome a planned photograph: what is done, `before` set; of the others nothing yet.
  std::vector<Outcome> take_before();
  /// The photographs that are not done, in the plan's order.
  const std::vector<const PlannedPhoto*>& todo() const { return todo_; }

  /// A photograph joins the batch; it is about to be read.
  void begin(const PlannedPhoto& photo);
  /// The batch has been read and is about to be written. True for each of its photographs that was
  /// changed since `begin`, so that nobody knows what was read.
  std::vector<bool> start_writing();
  /// What became of the batch, in order. Where nothing was written, removes what an earlier run
  /// wrote for the photograph.
  void end(std::vector<Outcome>& outcomes);
  /// What is known of a photograph after all.
  void amend(const PlannedPhoto& photo, const Outcome& outcome);

 private:
  struct Begun {
    const PlannedPhoto* photo = nullptr;
    LedgerEntry entry;
    bool older_stands = false;  // an earlier run wrote for it
  };

  void look_back(const AnonymizePlan& plan);
  bool is_done(const PlannedPhoto& photo, const LedgerEntry& entry) const;
  void remove_older(Begun& begun, Outcome& outcome);

  const AnonymizeOptions& options_;
  Observer& observer_;
  Ledger ledger_;
  std::string settings_, weights_;
  std::vector<Outcome> before_;
  std::vector<const PlannedPhoto*> todo_;
  std::vector<Begun> batch_;
};

}  // namespace antifaz
