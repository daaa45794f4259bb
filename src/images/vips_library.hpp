#pragma once

#include <string>

namespace antifaz {

/// Readies libvips once for this process, in the first call: quiet, one thread an image, no cache,
/// and no operation that libvips calls untrusted but the JPEG 2000 loader. Throws `Error` where it
/// can't be started.
void start_vips();

/// The last line of a message of libvips, without the name of the function: it says the cause.
std::string cause(const std::string& vips_message);

}  // namespace antifaz
