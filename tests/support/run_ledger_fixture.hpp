#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "pipelines/ledger/ledger.hpp"
#include "src/core/files.hpp"
#include "tests/support/anonymize_fixture.hpp"

namespace antifaz::testing {

/// No `std::exception`: nobody catches it, as nobody hears a kill.
struct Killed {};

/// Does something at a call: ends the run, or meddles.
struct MeddlingProtector : FakeProtector {
  std::vector<cv::Mat> changes(const std::vector<FaceToChange>& faces) override {
    if (calls == at && meddle) meddle();
    return FakeProtector::changes(faces);
  }
  int at = 0;
  std::function<void()> meddle;
};

/// Photographs that are protected more than once.
class RunLedgerFixture : public AnonymizeFixture {
 protected:
  FullReport again() {
    messages_.lines.clear();
    protector_.calls = 0;
    return run();
  }
  /// All files of the output folder but its ledger, by name.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(options_.output)) {
      const std::string name = entry.path().lexically_relative(options_.output).string();
      if (entry.is_regular_file() && name.rfind(".antifaz/", 0) != 0) {
        all[name] = read_file(entry.path());
      }
    }
    return all;
  }
  std::vector<LedgerEntry> ledger() const {
    std::vector<LedgerEntry> entries;
    LedgerReader(options_.output).each([&](const LedgerEntry& one) { entries.push_back(one); });
    return entries;
  }
};

}  // namespace antifaz::testing
