#include "src/images/vips_library.hpp"

#include <vips/vips.h>

#include "src/core/error.hpp"

namespace antifaz {
namespace {

void be_silent(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

bool start() {
  if (VIPS_INIT("antifaz") != 0) return false;
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoadJp2k", FALSE);
  vips_concurrency_set(1);  // photographs are spread over the threads, not their rows
  vips_cache_set_max(0);    // it would hold images whose bytes are gone
  // What went wrong with a file comes back as an error; libvips and GLib would print it as well.
  constexpr auto kAll = static_cast<GLogLevelFlags>(
      G_LOG_LEVEL_MASK & ~(G_LOG_LEVEL_ERROR | G_LOG_FLAG_RECURSION | G_LOG_FLAG_FATAL));
  g_log_set_handler("VIPS", kAll, be_silent, nullptr);
  g_log_set_handler("GdkPixbuf", kAll, be_silent, nullptr);
  return true;
}

}  // namespace

void start_vips() {
  static const bool kStarted = start();
  if (!kStarted) throw Error("libvips can't be started: " + cause(vips_error_buffer()));
}

std::string cause(const std::string& vips_message) {
  const std::size_t end = vips_message.find_last_not_of('\n');
  if (end == std::string::npos) return "no reason given";
  const std::size_t line = vips_message.find_last_of('\n', end);
  std::string text = vips_message.substr(line == std::string::npos ? 0 : line + 1);
  text.resize(text.find_last_not_of('\n') + 1);
  const std::size_t name = text.find(": ");
  return name == std::string::npos ? text : text.substr(name + 2);
}

}  // namespace antifaz
