#include "pipelines/codes/rates.hpp"

#include <torch/types.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "models/autoencoders/apply.hpp"
#include "models/autoencoders/open_model.hpp"
#include "models/codes/code_file.hpp"
#include "src/core/error.hpp"
#include "src/core/mean_figure.hpp"
#include "src/images/image_quality.hpp"
#include "src/tensors/image_tensor.hpp"

namespace antifaz {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr int kBits[] = {2, 3, 4, 5, 6, 8};
constexpr int kQualities[] = {1, 5, 10, 20, 40, 60, 80};

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

/// All models, which must take the same images.
std::vector<LoadedAutoencoder> open_models(const RatesJob& job) {
  std::vector<LoadedAutoencoder> loaded;
  for (const std::filesystem::path& model : job.models) {
    loaded.push_back(open_model(model, job.device, job.seed));
    expect_images(loaded.back().options, model.string());
    if (loaded.back().options.shape != loaded.front().options.shape) {
      throw Error(model, "takes other images than " + job.models.front().string());
    }
  }
  return loaded;
}

}  // namespace

RatesReport compare_rates(const RatesJob& job, Observer& observer) {
  const std::vector<LoadedAutoencoder> models = open_models(job);
  const NamedExamples data = read_for_model(models.front().options, job.data, job.limit, observer);
  RatesReport report;
  report.images = data.names.size();
  report.skipped = data.skipped();
  for (std::size_t m = 0; m < models.size(); ++m) {
    const std::string name = job.models[m].string();
    Progress progress;
    progress.stage = "measure " + name;
    progress.done = m;
    progress.total = models.size();
    observer.progress(progress);
    for (const int bits : kBits) {
      if (observer.wants_stop()) {
        throw Stopped("nothing was finished; the same command starts anew");
      }
      report.points.push_back(code_rate(*models[m].model, name, data.values, bits));
    }
  }
  const std::vector<cv::Mat> pictures = to_pictures(data.values);
  for (const auto codec : {jpeg_rate, webp_rate}) {
    for (const int quality : kQualities) report.points.push_back(codec(pictures, quality));
  }
  return report;
}

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
  const QuantizedCodes codes = quantize(encode_all(model, images), bits);
  RatePoint point{name, std::to_string(bits) + " bits", 0, 0, {}};
  const auto count = static_cast<double>(images.size(0));
  point.bytes = static_cast<double>(size_without_names(codes)) / count;
  point.image_bytes = static_cast<double>(packed_symbols(codes).size()) / count;
  point.psnr = mean_psnr(to_pictures(images), decoded_pictures(model, dequantize(codes)));
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
