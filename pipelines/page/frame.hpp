#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace antifaz::html {

/// Everything before a page's body: styles, and a content security policy that forbids any request
/// (and scripts, unless there are some).
std::string page_head(const std::string& title, const std::string& styles, bool scripts);

/// An 8-bit BGR image as a JPEG inside a URI.
std::string jpeg_uri(const cv::Mat& bgr, int quality);

/// An 8-bit BGR image as an element that holds it (JPEG), with what it shows as its text.
std::string picture(const cv::Mat& bgr, const std::string& what);

}  // namespace antifaz::html
