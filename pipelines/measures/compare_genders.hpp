#pragma once

#include <optional>
#include <vector>

#include "pipelines/evaluation_report.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// One classifier's P(male) of every manifest row; nothing where no face was acquired.
struct MaleScores {
  std::vector<std::optional<double>> originals, protecteds;
};

/// Figures of the labelled faces acquired in both versions, with intervals over subjects. The
/// classifier's name and role are left empty.
GenderResult compare_genders(const MaleScores& scores, const std::vector<ManifestRow>& rows,
                             const Subjects& subjects, const SubjectBootstrap& bootstrap);

}  // namespace antifaz
