#pragma once

#include <string_view>

namespace antifaz {

/// map.css and map.js, put into the program by the build (cmake/EmbedText.cmake).
extern const std::string_view kMapCss, kMapScript;

}  // namespace antifaz
