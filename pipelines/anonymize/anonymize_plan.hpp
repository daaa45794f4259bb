#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "pipelines/anonymize/anonymize_options.hpp"
#include "pipelines/anonymize/plan/planned_photos.hpp"
#include "pipelines/ledger/ledger.hpp"
#include "src/labels/label_match.hpp"
#include "src/text/name_tally.hpp"

namespace antifaz {

/// What else but the options decides what is written, for the ledger.
struct Making {
  std::string settings;  ///< of the detector's and the networks' making: any text
  std::string weights;   ///< a hash of the files of all networks
};

/// What would be read and written where, and what of it is done already.
struct AnonymizePlan {
  std::shared_ptr<PlannedPhotos> photos;  ///< those that are done have their outcome
  /// Files of input folders that are no photographs, by kind (`WalkCounts::left_out`).
  std::map<std::string, std::size_t> left_out;
  std::size_t done = 0;      ///< photographs that an earlier run did
  NameTally other_settings;  ///< what one wrote with other settings or networks, to be done again
  NameTally absent;          ///< what one wrote of photographs that aren't among the inputs now
  NameTally absent_copies;   ///< and what of that is unprotected: no face was found in it
  NameTally alike;  ///< photographs whose names differ from another's only in case or normal form
  std::uintmax_t bytes_to_write = 0;  ///< a tenth more than is to be read, less what is replaced
  bool divided = false;               ///< other shards do the other photographs
  bool labelled = false;              ///< some photograph has a label or a person
  bool people_named = false;          ///< some photograph has a person, by the labels
  NameTally regrouped;                ///< to be done again, since they show others than they did

  std::string settings, weights;  ///< hashes, as they stand in ledger entries
  std::unique_ptr<Ledger>
      ledger;  ///< the output folder's, of its shard; null where it has none yet
  /// Of a shard, what `merge_ledgers` joined before, where it did.
  std::unique_ptr<LedgerReader> joined;

  /// What is known of a place.
  std::optional<LedgerEntry> known(const std::string& place) const;
};

/// Decides what would be read and written where, and touches nothing but the ledger's lock, which
/// the plan keeps; the outputs are looked at before the inputs. Throws every `Error` that
/// `anonymize` promises for its options, its inputs, its output and its labels; symbolic links are
/// followed to where they really lead. The memory that it takes grows with the options' inputs and
/// the largest folder's names, not with the photographs.
AnonymizePlan plan_anonymize(const AnonymizeOptions& options, const Making& making = {});

/// The photographs of a plan that can be read, as tables may name them, and their numbers where
/// those are asked for.
std::vector<FileToLabel> readable_files(bool one_input, const AnonymizePlan& plan,
                                        std::vector<std::int64_t>* numbers = nullptr);

/// Gives the planned photographs their labels and people, and says which rows and photographs are
/// left over. A row means the file it leads to; with one input it may also be relative to that
/// input, or end with such a path, so that labels need not lie in the photographs' folder
/// (`match_labels`). Throws `Error` where the labels name none of the photographs, unless these are
/// a shard's. While it runs it
/// holds the name of every photograph.
LabelMatch label_photos(const LabelTable& labels, bool one_input, AnonymizePlan& plan);

}  // namespace antifaz
