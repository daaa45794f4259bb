// What CONTRIBUTING.md says of the tree, held against the tree itself.

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <string>
#include <vector>

#include "tests/rules/source_tree.hpp"

namespace antifaz::testing {
namespace {

using ::testing::IsEmpty;

using Offences = std::vector<std::string>;

bool inside(const std::string& file, const std::string& folder) {
  return file.rfind(folder + "/", 0) == 0;
}

const std::map<std::string, std::vector<std::string>>& sources() {
  static const auto sources = read_sources({"src", "models", "pipelines"});
  return sources;
}

/// Every file and what its #include lines name, be it ours or not.
const Arrows& includes() {
  static const Arrows arrows = [] {
    static const std::regex include(R"(^#include [<"]([^>"]+)[>"].*)");
    Arrows found;
    for (const auto& [file, lines] : sources()) {
      std::smatch match;
      for (const auto& line : lines) {
        if (std::regex_match(line, match, include)) found[file].insert(match[1]);
      }
    }
    return found;
  }();
  return arrows;
}

/// Where files inside `folder` (or, `!wanted`, outside it) see a header like `library`, be it
/// through others of our headers.
Offences seen(const char* library, const std::string& folder, bool wanted) {
  const std::regex pattern(library);
  Offences offences;
  for (const auto& [file, direct] : includes()) {
    if (inside(file, folder) != wanted) continue;
    for (const auto& header : reached_from(file, includes())) {
      if (std::regex_match(header, pattern)) offences.push_back(file + " sees " + header);
    }
  }
  return offences;
}

TEST(IncludeRules, EveryIncludeGoesWhereTheTableAllows) {
  const Arrows rooms = rooms_of_the_table();
  Offences offences;
  for (const auto& [file, lines] : sources()) {
    const std::string from = room_of(file, rooms);
    auto allowed = reached_from(from, rooms);
    allowed.insert(from);
    for (const auto& line : lines) {
      if (line.rfind("#include \"", 0) != 0) continue;
      const std::string to = room_of(line.substr(10, line.rfind('"') - 10), rooms);
      if (to.empty() || allowed.count(to) == 0) offences.push_back(file + ": " + line);
    }
  }
  EXPECT_THAT(offences, IsEmpty());
}

TEST(IncludeRules, TheTableSaysWhatCMakeLinks) {
  const Arrows table = rooms_of_the_table();
  for (const auto& [room, used] : rooms_of_cmake()) {
    const auto row = table.find(room);
    ASSERT_NE(row, table.end()) << room << " is not in the table of CONTRIBUTING.md";
    EXPECT_EQ(row->second, used) << room << ": the table, and USES of CMakeLists.txt";
  }
}

TEST(IncludeRules, NoArrowOfTheTableRunsInACircle) {
  const Arrows rooms = rooms_of_the_table();
  for (const auto& [room, used] : rooms)
    EXPECT_EQ(reached_from(room, rooms).count(room), 0) << room;
}

TEST(IncludeRules, NoTwoHeadersIncludeEachOther) {
  for (const auto& [file, direct] : includes()) {
    EXPECT_EQ(reached_from(file, includes()).count(file), 0) << file;
  }
}

TEST(IncludeRules, BoostIsSeenByTheCommandLineAlone) {
  EXPECT_THAT(seen("boost/.*", "src/cli", false), IsEmpty());
}

TEST(IncludeRules, DlibAndOpenCvsNetworksAreSeenByFacesAlone) {
  EXPECT_THAT(seen("dlib/.*|opencv2/dnn.*", "src/face", false), IsEmpty());
}

TEST(IncludeRules, TheCommandLineSeesNoLibTorch) {
  EXPECT_THAT(seen("(torch|ATen|c10)/.*", "src/cli", true), IsEmpty());
}

TEST(PrintingRules, OnlyTheCommandLinePrints) {
  const std::regex prints(R"(.*(std::c(out|err)\b|\b(f|v|vf)?printf\(|\bf?puts\(|\bputchar\().*)");
  Offences offences;
  for (const auto& [file, lines] : sources()) {
    if (inside(file, "src/cli")) continue;
    for (const auto& line : lines) {
      if (std::regex_match(line, prints)) offences.push_back(file + ": " + line);
    }
  }
  EXPECT_THAT(offences, IsEmpty());
}

TEST(SizeRules, NoFolderHoldsMoreThanThirtyFiles) {
  std::map<std::string, int> files_in;
  for (const auto& file : files_below({"src", "models", "pipelines", "tests"})) {
    ++files_in[file.parent_path().string()];
  }
  for (const auto& [folder, files] : files_in) EXPECT_LE(files, 30) << folder;
}

TEST(SizeRules, NoFileIsLongerThan250Lines) {
  for (const auto& [file, lines] :
       read_sources({"src", "models", "pipelines", "tests", "samples", "bench"})) {
    EXPECT_LE(lines.size(), 250) << file;
  }
}

}  // namespace
}  // namespace antifaz::testing
