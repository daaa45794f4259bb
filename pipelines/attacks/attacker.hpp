#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipelines/observer.hpp"
#include "src/face/judge_interfaces.hpp"

namespace antifaz {

/// Index of the two versions of a face.
enum Version { kOriginalVersion, kProtectedVersion };

/// One tensor for each version, a row a face.
using BothVersions = std::array<at::Tensor, 2>;

/// What attackers can get at: the labelled faces that were acquired in both versions.
struct AttackFaces {
  struct Judged {
    std::string judge;
    bool in_the_loop = false;
    BothVersions rows;
  };

  std::vector<std::uint32_t> subjects;  ///< whose face, by number
  at::Tensor labels;                    ///< int64 [N]: 0 female, 1 male
  BothVersions chips;  ///< uint8 [N, 3, kChipSize, kChipSize] RGB, both cut at the landmarks found
                       ///< in the protected version; not defined where no pixels were kept
  std::vector<Judged> scores;      ///< of classifiers: P(male), float64 [N]
  std::vector<Judged> embeddings;  ///< of matchers: float32 [N, d]

  std::size_t size() const { return subjects.size(); }
};

/// Somebody who wants to read from a face what protection took away. `rows` (int64) choose faces.
class Attacker {
 public:
  struct Description {
    std::string name;    ///< unique
    std::string kind;    ///< retrained, embedding, gallery, restored or detection
    std::string target;  ///< gender, or protected
    bool in_the_loop = false;
    std::string note;  ///< what it had to learn with; one line
  };

  virtual ~Attacker() = default;
  virtual Description description() const = 0;
  /// Learns from these faces in this version; forgets what it learnt before. (Whoever restores or
  /// detects looks at both versions.)
  virtual void train(const AttackFaces& faces, const at::Tensor& rows, Version version) = 0;
  /// P(the target is there) of each face, float64 [rows], 0.5 undecided.
  virtual at::Tensor scores(const AttackFaces& faces, const at::Tensor& rows, Version version) = 0;
};

/// L2-regularised logistic regression on the standardised embeddings of matcher number `judge`
/// (penalty 1 against the summed loss), the two labels weighted alike.
std::unique_ptr<Attacker> make_linear_attacker(const AttackFaces& faces, std::size_t judge);

/// The gallery attack (Osorio-Roig et al. 2022, "An Attack on Facial Soft-Biometric Privacy
/// Enhancement"): the 15 nearest training faces, which are of other people, by Euclidean distance
/// of their embeddings vote, the two labels weighted alike. Fewer vote where there are fewer faces
/// of either label: as many as there are of the rarer one.
std::unique_ptr<Attacker> make_neighbour_attacker(const AttackFaces& faces, std::size_t judge);

/// How attackers that train networks do it.
struct AttackTraining {
  std::uint64_t seed = 1;
  at::Device device = at::kCPU;
  Observer* observer = nullptr;  ///< must outlive the attacker
};

/// A residual gender classifier from scratch on the chips.
std::unique_ptr<Attacker> make_retrained_attacker(const AttackTraining& training);

/// The same network, asked whether a face was protected.
std::unique_ptr<Attacker> make_detection_attacker(const AttackTraining& training);

/// Learns to undo the protection from pairs, then asks each of `classifiers` about the restored
/// chip; all attackers made here share the one restoration. The reference on originals is the
/// classifier on the chip as it is. `in_the_loop` tells of each classifier whether the generator
/// was trained against it.
std::vector<std::unique_ptr<Attacker>> make_restoration_attackers(
    const AttackTraining& training, const std::vector<GenderClassifier*>& classifiers,
    const std::vector<bool>& in_the_loop);

}  // namespace antifaz
