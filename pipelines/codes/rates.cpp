#include "pipelines/codes/rates.hpp"

#include <torch/types.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "models/autoencoders/apply.hpp"
#include "models/codes/zstd_frame.hpp"
#include "src/core/mean_figure.hpp"
#include "src/data/image_quality.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

using Bytes = std::vector<unsigned char>;

Figure mean_psnr(const std::vector<cv::Mat>& originals, const std::vector<cv::Mat>& pictures) {
  std::vector<double> values;
  for (std::size_t i = 0; i < originals.size(); ++i) {
    values.push_back(psnr_db(originals[i], pictures[i]));
  }
  return mean_figure(values);
}

/// Bytes behind the header of the (one) scan.
std::size_t scan_bytes(const Bytes& jpeg) {
  std::size_t at = 2;  // behind the start-of-image marker; then segments: FF, kind, length, ...
  while (at + 4 <= jpeg.size()) {
    const std::size_t length = std::size_t{jpeg[at + 2]} << 8 | jpeg[at + 3];
    const bool scan = jpeg[at + 1] == 0xDA;
    at += 2 + length;
    if (scan) return jpeg.size() - at - 2;  // without the end-of-image marker
  }
  CV_Assert(!"a JPEG without a scan");
}

/// Encodes every picture on its own.
RatePoint codec_rate(const std::vector<cv::Mat>& pictures, const char* extension,
                     const std::vector<int>& parameters, std::size_t (*image_bytes)(const Bytes&)) {
  RatePoint point;
  std::vector<cv::Mat> back;
  for (const cv::Mat& picture : pictures) {
    Bytes bytes;
    cv::imencode(extension, picture, bytes, parameters);
    point.bytes += static_cast<double>(bytes.size());
    point.image_bytes += static_cast<double>(image_bytes(bytes));
    back.push_back(
        cv::imdecode(bytes, picture.channels() == 1 ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR));
  }
  point.bytes /= static_cast<double>(pictures.size());
  point.image_bytes /= static_cast<double>(pictures.size());
  point.psnr = mean_psnr(pictures, back);
  return point;
}

}  // namespace

std::vector<cv::Mat> to_pictures(const at::Tensor& images) {
  std::vector<cv::Mat> pictures;
  for (const at::Tensor& image : as_floats(images).unbind(0)) {
    cv::Mat picture = to_image(image.expand({3, -1, -1}).contiguous());
    if (image.size(0) == 1) cv::extractChannel(picture.clone(), picture, 0);
    pictures.push_back(picture);
  }
  return pictures;
}

std::vector<cv::Mat> decoded_pictures(Autoencoder& model, const at::Tensor& codes) {
  return to_pictures(decode_all(model, codes));
}

RatePoint code_rate(Autoencoder& model, const std::string& name, const at::Tensor& images,
                    int bits) {
  CodeFile file;
  file.codes = quantize(encode_all(model, images), bits);
  RatePoint point{name, std::to_string(bits) + " bits", 0, 0, {}};
  const auto count = static_cast<double>(images.size(0));
  point.bytes = static_cast<double>(to_bytes(file).size()) / count;
  point.image_bytes = static_cast<double>(packed_symbols(file.codes).size()) / count;
  point.psnr = mean_psnr(to_pictures(images), decoded_pictures(model, dequantize(file.codes)));
  return point;
}

RatePoint jpeg_rate(const std::vector<cv::Mat>& pictures, int quality) {
  RatePoint point =
      codec_rate(pictures, ".jpg",
                 {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1}, scan_bytes);
  point.method = "JPEG";
  point.setting = "quality " + std::to_string(quality);
  return point;
}

RatePoint webp_rate(const std::vector<cv::Mat>& pictures, int quality) {
  // RIFF and chunk headers take 20 bytes; the rest is about the image.
  RatePoint point = codec_rate(pictures, ".webp", {cv::IMWRITE_WEBP_QUALITY, quality},
                               [](const Bytes& bytes) { return bytes.size() - 20; });
  point.method = "WebP";
  point.setting = "quality " + std::to_string(quality);
  return point;
}

}  // namespace antifaz
