#pragma once

#include <string_view>

namespace antifaz {

/// A file of this folder, put into the program by the build (cmake/EmbedText.cmake).
extern const std::string_view kPageCss;

}  // namespace antifaz
