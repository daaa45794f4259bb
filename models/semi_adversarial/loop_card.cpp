#include "models/semi_adversarial/loop_card.hpp"

#include "models/safetensors.hpp"

namespace antifaz {

LoopCard::LoopCard(const std::filesystem::path& generator)
    : LoopCard(read_safetensors(generator).card) {}

LoopCard::LoopCard(const Card& card) {
  for (const char* key : {"in_loop_classifiers", "in_loop_matcher"}) {
    if (const auto found = card.find(key); found != card.end()) judges_ += found->second + ";";
  }
}

}  // namespace antifaz
