#include "pipelines/page/frame.hpp"

#include <opencv2/imgcodecs.hpp>
#include <vector>

#include "pipelines/page/html.hpp"
#include "src/core/base64.hpp"

namespace antifaz::html {
namespace {

constexpr int kQuality = 88;

}  // namespace

std::string page_head(const std::string& title, const std::string& styles, bool scripts) {
  const std::string script_policy = scripts ? "script-src 'unsafe-inline'; " : "";
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src "
         "data:; "
         "style-src 'unsafe-inline'; " +
         script_policy +
         "base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<link rel=\"icon\" href=\"data:,\">\n<title>" +
         escaped(title) + "</title>\n<style>" + styles + "</style>\n</head>\n";
}

std::string jpeg_uri(const cv::Mat& bgr, int quality) {
  std::vector<unsigned char> jpeg;
  cv::imencode(".jpg", bgr, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality});
  return "data:image/jpeg;base64," +
         base64({reinterpret_cast<const char*>(jpeg.data()), jpeg.size()});
}

std::string picture(const cv::Mat& bgr, const std::string& what) {
  return "<img width=\"" + std::to_string(bgr.cols) + "\" height=\"" + std::to_string(bgr.rows) +
         "\" alt=\"" + escaped(what) + "\" src=\"" + jpeg_uri(bgr, kQuality) + "\">";
}

}  // namespace antifaz::html
