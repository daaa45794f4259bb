#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "pipelines/anonymize/anonymize_plan.hpp"
#include "src/data/places.hpp"

namespace antifaz {

/// Adds photographs to a plan while it is made: finds out where what is written would really stand,
/// what must not stand there, and what an earlier run did. The ledger is asked once a photograph.
class OutputCheck {
 public:
  /// Both must outlive it.
  OutputCheck(const AnonymizeOptions& options, AnonymizePlan& plan);

  void begin_input(const std::filesystem::path& input, const std::filesystem::path& output);
  /// Throws `Error` where it must not be written at all, or where another one is.
  void add(const std::filesystem::path& name, const std::string& fault);
  /// To be asked once all are added: throws where the report would stand in one's place, and where
  /// files stand there that no earlier run wrote (unless they may be replaced).
  void expect_all_may_be_written();
  /// Counts what earlier runs wrote of photographs that were not added.
  void look_for_absent();

 private:
  std::string place_of(const std::filesystem::path& file);
  void refuse_two(const PlannedPhoto& photo, const std::string& place);
  bool are_one(const std::filesystem::path& one, const std::filesystem::path& other);
  bool stands(const PlannedPhoto& photo);
  void look_back(PlannedPhoto& photo, const std::optional<LedgerEntry>& entry);
  const std::filesystem::path* input_around(std::filesystem::path folder) const;

  const AnonymizeOptions& options_;
  AnonymizePlan& plan_;
  Places inputs_, outputs_;
  std::map<std::filesystem::path, std::filesystem::path>
      input_folders_;                           // as spelt, by where they really are
  std::filesystem::path report_, real_output_;  // where they really are
  std::size_t existing_ = 0;
  std::filesystem::path first_existing_;
};

}  // namespace antifaz
