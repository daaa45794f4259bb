#include "bench/ideal_protections.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <cstdio>

#include "bench/gender_axis.hpp"
#include "bench/linear_erasure.hpp"
#include "models/judges/embedding_net.hpp"

namespace antifaz {
namespace {

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

}  // namespace

FrontierCurve erase_directions(const std::string& name, const EmbeddedFaces& known,
                               const EmbeddedFaces& faces, const Frontier& frontier) {
  FrontierCurve curve{name, {}};
  const LinearErasure erasure(known.embeddings, known.labels, 64);
  for (const int64_t count : {1, 2, 4, 8, 16, 32, 48, 64}) {
    if (count > erasure.directions().size(0)) break;
    curve.points.push_back(
        frontier.measure(std::to_string(count), erasure.erased(faces.embeddings, count)));
  }
  return curve;
}

FrontierCurve move_to_random_side(const std::string& name, const EmbeddedFaces& known,
                                  const EmbeddedFaces& faces, const Frontier& frontier) {
  FrontierCurve curve{name, {}};
  const GenderAxis axis(known.embeddings, known.labels);
  const torch::Tensor coins = frontier.coins(1);
  for (const double side : {0.0, 0.5, 1.0, 2.0, 4.0, 6.0, 8.0}) {
    curve.points.push_back(
        frontier.measure(short_number(side), axis.moved(faces.embeddings, side * coins)));
  }
  return curve;
}

FrontierCurve blend_with_random_side(const std::string& name, const EmbeddedFaces& known,
                                     const EmbeddedFaces& faces, const Frontier& frontier,
                                     bool one_a_person) {
  FrontierCurve curve{name, {}};
  const torch::Tensor like =
      one_a_person ? frontier.means_of_people(faces.embeddings) : faces.embeddings;
  const torch::Tensor wanted = ((frontier.coins(1) + 1) / 2).to(torch::kInt64);
  const torch::Tensor other_side = wanted.unsqueeze(1) != known.labels.unsqueeze(0);
  const torch::Tensor alike = like.matmul(known.embeddings.t()).masked_fill_(other_side, -2);
  const torch::Tensor there = known.embeddings.index_select(0, alike.argmax(1));
  for (const double part : {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
    curve.points.push_back(frontier.measure(
        short_number(part), unit_length((1 - part) * faces.embeddings + part * there)));
  }
  return curve;
}

FrontierCurve add_noise(const std::string& name, const EmbeddedFaces& faces,
                        const Frontier& frontier) {
  FrontierCurve curve{name, {}};
  const torch::Tensor noise =
      unit_length(torch::randn(faces.embeddings.sizes(), at::detail::createCPUGenerator(1)));
  for (const double size : {0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0}) {
    curve.points.push_back(
        frontier.measure(short_number(size), unit_length(faces.embeddings + size * noise)));
  }
  return curve;
}

}  // namespace antifaz
