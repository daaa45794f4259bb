#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "pipelines/evaluation_report.hpp"
#include "src/data/subjects.hpp"

namespace antifaz {

/// The similarity of the original on row `gallery` with the image on row `probe`, protected or not;
/// NaN where a face was not acquired.
using Similarity = std::function<double(std::size_t gallery, std::size_t probe, bool changed)>;

/// Closed-set identification: the gallery is the first acquired original of every subject, the
/// probes are its other images. A probe without a face is a miss at every rank; ties count against
/// the probe. Nothing where there is no probe.
///
/// Who has the person in a labelled gallery reads gender off whoever is ranked first: that figure
/// is of the probes that were acquired in both versions and have a label, as has each one's
/// nearest. Ties again count against the probe.
std::optional<Identification> closed_set_identification(const std::vector<bool>& acquired_originals,
                                                        const Similarity& similarity,
                                                        const Subjects& subjects,
                                                        const SubjectBootstrap& bootstrap);

}  // namespace antifaz
