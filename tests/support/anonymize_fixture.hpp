#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "pipelines/anonymize/anonymize.hpp"
#include "src/images/image_io.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/fake_protector.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz::testing {

/// A report with all outcomes at hand.
struct FullReport : AnonymizeReport {
  explicit FullReport(AnonymizeReport report) : AnonymizeReport(std::move(report)) {
    each_outcome([&](const Outcome& outcome) { outcomes.push_back(outcome); });
  }
  std::vector<Outcome> outcomes;
};

/// All photographs of a plan.
inline std::vector<PlannedPhoto> photos_of(const AnonymizePlan& plan) {
  return plan.photos->after(0, plan.photos->size(), false);
}

/// Photographs below `in`, protected into `out` by fakes.
class AnonymizeFixture : public ::testing::Test {
 protected:
  struct Messages : Observer {
    void message(const std::string& line) override { lines.push_back(line); }
    void progress(const Progress& progress) override {
      done = progress.done;
      if (on_progress) on_progress();
    }
    bool wants_stop() const override { return done >= stop_after; }
    std::vector<std::string> lines;
    std::size_t done = 0, stop_after = static_cast<std::size_t>(-1);
    std::function<void()> on_progress;
  };

  AnonymizeFixture() {
    options_.inputs = {temp_.path() / "in"};
    options_.output = temp_.path() / "out";
    options_.mode = Mode::kNeutral;
  }

  void photo(const std::string& name, const std::vector<bool>& faces = {true}, int level = 100,
             int depth = CV_8U) {
    write_photo(drawn_photo(faces, level, depth), temp_ / ("in/" + name));
  }
  FullReport run() {
    return FullReport(anonymize(plan_anonymize(options_), options_,
                                {detector_, protector_, classifier_, judges_}, messages_));
  }
  std::filesystem::path out(const std::string& name) { return options_.output / name; }
  bool written(const std::string& name) { return std::filesystem::exists(out(name)); }
  static cv::Mat decoded(const std::filesystem::path& file) {
    return std::get<cv::Mat>(read_pixels(file));
  }
  /// What was added in the middle of the face in a cell of an 8-bit PNG.
  int change(const std::string& name, int cell = 0) {
    return decoded(out(name)).at<cv::Vec3b>(kCell / 2, cell * kCell + kCell / 2)[0] - 220;
  }

  TempFolder temp_;
  FakeDetector detector_;
  FakeProtector protector_;
  GenderClassifier* classifier_ = nullptr;
  FaceJudges judges_;  ///< nobody is asked, unless a test says so
  Messages messages_;
  AnonymizeOptions options_;
};

}  // namespace antifaz::testing
