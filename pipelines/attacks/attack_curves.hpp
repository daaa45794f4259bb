#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "pipelines/attacks/attack_options.hpp"
#include "pipelines/attacks/attacker.hpp"
#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// How many faces of each gender are in a gallery, each of another person.
inline constexpr std::array<std::size_t, 5> kGallerySizes{1, 5, 15, 50, 200};
/// Galleries of a size that attackers are averaged over.
inline constexpr std::size_t kGalleryDraws = 20;
/// Pairs to learn restoring from, besides all there are.
inline constexpr std::array<std::size_t, 2> kPairCounts{256, 800};

/// Who is learnt from, and who is asked about: rows (int64) of faces, which may be the same.
struct LearntAndTested {
  const AttackFaces& learnt;
  at::Tensor training;
  const AttackFaces& tested;
  at::Tensor test;
};

/// `draws` galleries of `size` women and `size` men, one face each, as rows of `faces` out of
/// `rows`, by the seed. None where there are fewer people of either label.
std::vector<at::Tensor> draw_galleries(const AttackFaces& faces, const at::Tensor& rows,
                                       std::size_t size, std::size_t draws, std::uint64_t seed);

/// An attacker on embeddings who has only a gallery of each of `kGallerySizes` that the people
/// suffice for, averaged over `kGalleryDraws` of them (`mean_attack_figures`): about originals it
/// learns from originals, about protected faces from protected ones, where the two are the same
/// data set. Throws `Stopped`.
AttackCurve gallery_curve(Attacker& attacker, const LearntAndTested& faces,
                          const AttackOptions& options, const Observer& observer);

/// The attackers of kind "restored" with each of `kPairCounts` that is less than all pairs, one
/// random choice of them; `with_all` (the results of the same attackers) completes each curve.
std::vector<AttackCurve> pair_curves(const std::vector<std::unique_ptr<Attacker>>& attackers,
                                     const LearntAndTested& faces,
                                     const std::vector<AttackResult>& with_all,
                                     const AttackOptions& options);

}  // namespace antifaz
