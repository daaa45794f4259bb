#include "models/judges/gender_judge.hpp"

#include "models/judges/gender_net.hpp"
#include "models/judges/script_card.hpp"
#include "models/judges/script_judges.hpp"

namespace antifaz {

std::shared_ptr<GenderJudge> load_gender_judge(const std::filesystem::path& file) {
  if (is_script(file)) return load_script_gender_judge(file);
  return load_gender_net(file).ptr();
}

std::vector<std::shared_ptr<GenderJudge>> load_gender_judges(
    const std::vector<std::filesystem::path>& files) {
  std::vector<std::shared_ptr<GenderJudge>> judges;
  for (const auto& file : files) judges.push_back(load_gender_judge(file));
  return judges;
}

}  // namespace antifaz
