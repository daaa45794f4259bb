#pragma once

#include <filesystem>

namespace antifaz {

/// To be asked before work that would be lost, of a file that is to be made: what `expect_writable`
/// throws, and `Error` where something of this name is there already, which nobody asked to lose.
void expect_new_file(const std::filesystem::path& file);

}  // namespace antifaz
