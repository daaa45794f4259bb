#pragma once

#include <string_view>

namespace antifaz {

/// Files of this folder, put into the program by the build (cmake/EmbedText.cmake).
extern const std::string_view kPageScript, kUplotCss, kUplotScript;

}  // namespace antifaz
