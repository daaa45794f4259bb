#pragma once

#include <filesystem>
#include <string>

#include "src/face/dnn_description.hpp"

namespace antifaz {

/// True for TorchScript files (".pt") and for descriptions (".json") of one.
bool is_script(const std::filesystem::path& file);

/// How to feed the TorchScript network of `file` by the text of the "card.json" that it carries:
/// "kind" ("gender": one logit, positive for male; or "matcher"), "input" [3, S, S], "crop"
/// {"template rectangle": [x0, y0, x1, y1]}, a square in ArcFace's 112x112 template, or {"box
/// margin": share}; RGB in [0, 1]. Throws `Error` where it says less or something else.
DnnDescription described_by_card(const std::string& text, const std::filesystem::path& file);

}  // namespace antifaz
