#pragma once

#include <string>

#include "bench/frontier.hpp"

namespace antifaz {

/// Protections of embeddings that no image need have, each at several amounts. `known` are faces
/// whose labels the protector knows; `faces` are those that `frontier` measures.

/// The first directions from which gender is read in `known`, erased (see `LinearErasure`).
FrontierCurve erase_directions(const std::string& name, const EmbeddedFaces& known,
                               const EmbeddedFaces& faces, const Frontier& frontier);

/// Moved along the gender axis of `known` to a place on the side that a coin chose for the person
/// (see `GenderAxis`): 0 is half-way between women and men, 1 the mean of the side.
FrontierCurve move_to_random_side(const std::string& name, const EmbeddedFaces& known,
                                  const EmbeddedFaces& faces, const Frontier& frontier);

/// Mixed with the most alike of `known` whose gender is what a coin chose for the person; the
/// amount is the other face's part, in [0, 1]. `one_a_person`: all of a person's faces with the
/// same, the most like their mean.
FrontierCurve blend_with_random_side(const std::string& name, const EmbeddedFaces& known,
                                     const EmbeddedFaces& faces, const Frontier& frontier,
                                     bool one_a_person);

/// Noise in no direction above others, drawn anew for each image; the amount is its length, that of
/// an embedding being 1.
FrontierCurve add_noise(const std::string& name, const EmbeddedFaces& faces,
                        const Frontier& frontier);

}  // namespace antifaz
