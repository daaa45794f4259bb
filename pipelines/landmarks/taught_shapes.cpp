#include <map>
#include <opencv2/imgcodecs.hpp>
#include <sstream>

#include "pipelines/landmarks/shape_teacher.hpp"
#include "pipelines/progress_meter.hpp"
#include "src/core/error.hpp"
#include "src/core/files.hpp"
#include "src/data/csv.hpp"

namespace antifaz {
namespace {

namespace fs = std::filesystem;

constexpr char kHeader[] = "path,shape\n";

std::string name_of(const TaughtFace& face, const Manifest& manifest) {
  return face.file.lexically_relative(manifest.folder).string();
}

std::string line_of(const TaughtShape& one, const Manifest& manifest) {
  std::ostringstream points;
  for (const cv::Point2f& p : one.shape) {
    points << (points.tellp() > 0 ? " " : "") << p.x << " " << p.y;
  }
  return csv_line({name_of(one.face, manifest), points.str()});
}

Shape shape_of(const CsvRow& row, const fs::path& cache) {
  std::vector<float> numbers;
  if (row.cells.size() == 2) {
    std::istringstream text(row.cells[1]);
    for (float x; text >> x;) numbers.push_back(x);
  }
  if (numbers.size() != 2 * kShapePoints) {
    throw Error(cache, "line " + std::to_string(row.line) +
                           " is no shape of the teacher's; remove the file to make it again");
  }
  Shape shape;
  for (std::size_t i = 0; i < shape.size(); ++i) shape[i] = {numbers[2 * i], numbers[2 * i + 1]};
  return shape;
}

std::vector<TaughtShape> read_cache(const Manifest& manifest, const std::vector<TaughtFace>& faces,
                                    const fs::path& cache) {
  std::map<std::string, const TaughtFace*> known;
  for (const TaughtFace& face : faces) known[name_of(face, manifest)] = &face;
  std::vector<TaughtShape> shapes;
  for (const CsvRow& row : read_csv(cache).rows) {
    const Shape shape = shape_of(row, cache);
    const auto face = known.find(row.cells[0]);
    if (face == known.end()) {
      throw Error(cache,
                  "line " + std::to_string(row.line) + " names " + row.cells[0] +
                      ", which is no face of " + manifest.folder.string() +
                      "; give another folder of labels, or remove the file to make it again");
    }
    shapes.push_back({*face->second, shape});
  }
  return shapes;
}

}  // namespace

std::vector<TaughtShape> taught_shapes(const Manifest& manifest,
                                       const std::vector<TaughtFace>& faces,
                                       const ShapeTeacher& teacher, const fs::path& cache,
                                       Observer& observer) {
  if (fs::exists(cache)) return read_cache(manifest, faces, cache);
  expect_writable(cache);
  std::vector<TaughtShape> shapes;
  ProgressMeter meter(observer, "ask the teacher of shapes", faces.size());
  for (const TaughtFace& face : faces) {
    if (observer.wants_stop()) {
      throw Stopped("stopped before the training began; give the same command again");
    }
    const cv::Mat image = cv::imread(face.file.string(), cv::IMREAD_COLOR);
    if (!image.empty()) {
      if (const auto shape = teacher.ask(image, face.face.landmarks)) {
        shapes.push_back({face, *shape});
      }
    }
    meter.advance(1);
  }
  std::string text = kHeader;
  for (const TaughtShape& one : shapes) text += line_of(one, manifest);
  write_atomically(cache, text);
  return shapes;
}

}  // namespace antifaz
