#include "pipelines/ledger/ledger.hpp"
#include "src/core/files.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::fuzz {
namespace {

constexpr char kFile[] = ".antifaz/ledger.sqlite";

LedgerEntry entry(const std::string& place) {
  LedgerEntry entry;
  entry.place = place;
  entry.input = "/photos/" + place;
  entry.status = LedgerStatus::kProtected;
  entry.input_hash = entry.output_hash = std::string(64, 'a');
  entry.faces = {{{1, 2, 30, 40}, 0.9}, {{50, 2, 30, 40}, 0.8}};
  return entry;
}

}  // namespace

/// Read as `status` does, then as a run goes on.
void read(const std::filesystem::path& file) {
  const testing::TempFolder folder;
  folder.write(kFile, read_file(file));
  tolerate([&] {
    const LedgerReader reader(folder.path());
    reader.left_out();
    reader.each([](const LedgerEntry&) {});
  });
  Ledger ledger(folder.path());
  ledger.find("a.jpg");
  ledger.record({entry("a.jpg"), entry("new.jpg")});
}

std::vector<std::string> seeds() {
  std::vector<std::string> files;
  for (const int photographs : {0, 2, 40}) {
    const testing::TempFolder folder;
    {
      std::vector<LedgerEntry> entries{entry("a.jpg")};
      for (int i = 1; i < photographs; ++i) entries.push_back(entry(std::to_string(i) + ".jpg"));
      Ledger ledger(folder.path());
      if (photographs > 0) ledger.record(entries);
    }
    files.push_back(read_file(folder / kFile));
  }
  return files;
}

}  // namespace antifaz::fuzz
