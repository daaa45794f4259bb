#include "pipelines/training/run_curves.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "pipelines/training/run_folder.hpp"
#include "src/core/error.hpp"
#include "src/core/json_text.hpp"

namespace antifaz {
namespace {

using nlohmann::ordered_json;

/// The lines of `file` up to `step`; a half-written last line is dropped with the rest.
std::vector<std::string> lines_until(const std::filesystem::path& file, std::int64_t step) {
  std::vector<std::string> kept;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto record = parse_json(line);
    if (!record || !record->is_object() || !record->contains("step")) break;
    const auto& at = (*record)["step"];
    if (!at.is_number_integer() || at.get<std::int64_t>() > step) break;
    kept.push_back(line);
  }
  return kept;
}

}  // namespace

RunCurves::RunCurves(const std::filesystem::path& folder, std::int64_t step)
    : file_(folder / kCurvesFile), events_(folder) {
  const std::vector<std::string> kept = lines_until(file_, step);
  lines_.open(file_, std::ios::trunc);
  for (const std::string& line : kept) lines_ << line << '\n';
  if (!lines_.flush()) throw Error(file_, "can't be written");
}

void RunCurves::add(std::int64_t step, const std::string& kind, const NamedValues& values) {
  ordered_json record{{"step", step}, {"kind", kind}};
  for (const auto& [name, value] : values) record[name] = value;
  lines_ << record.dump() << std::endl;  // flushed: people watch the file
  if (!lines_) throw Error(file_, "can't be written; make room, then go on with --resume");
  NamedValues scalars = values;
  for (auto& scalar : scalars) scalar.first = kind + "/" + scalar.first;
  events_.add(step, scalars);
}

}  // namespace antifaz
