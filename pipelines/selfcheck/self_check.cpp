#include "pipelines/selfcheck/self_check.hpp"

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "src/core/number_text.hpp"
#include "src/face/alignment.hpp"

namespace antifaz {
namespace {

constexpr double kLeastLevel = 1;   // of 255
constexpr double kLeastLeft = 0.5;  // of the change that was meant

const cv::Mat& inside_the_face() {
  static const cv::Mat mask = [] {
    const Landmarks& points = chip_template();
    const cv::Point2f eyes = (points[0] + points[1]) / 2, mouth = (points[3] + points[4]) / 2;
    const auto width = static_cast<float>(2 * cv::norm(points[0] - points[1]));
    const auto height = static_cast<float>(2.4 * cv::norm(eyes - mouth));
    cv::Mat ellipse = cv::Mat::zeros(kChipSize, kChipSize, CV_8U);
    cv::ellipse(ellipse, cv::RotatedRect((eyes + mouth) / 2, {width, height}, 0), 255, cv::FILLED);
    return ellipse;
  }();
  return mask;
}

/// A face's difference to the original inside the face, 0 elsewhere.
cv::Mat difference(const cv::Mat& face, const cv::Mat& original) {
  cv::Mat all, inside;
  cv::subtract(face, original, all, cv::noArray(), CV_32F);
  all.copyTo(inside, inside_the_face());
  return inside;
}

FaceVerdict change_of(const FaceToCheck& face) {
  const cv::Mat meant = difference(face.meant, face.original);
  const cv::Mat made = difference(face.decoded, face.original);
  if (cv::norm(meant, cv::NORM_INF) < kLeastLevel) {
    return {FaceFault::kUnchanged, false,
            "would stay as it is: the change is below one level of 255 everywhere"};
  }
  const double left = meant.dot(made) / meant.dot(meant);
  if (cv::norm(made, cv::NORM_INF) >= kLeastLevel && left >= kLeastLeft) return {};
  return {FaceFault::kUnchanged, false,
          "lost its change when it was encoded: " + fixed(100 * left, 0) +
              " % of it are left, needs " + fixed(100 * kLeastLeft, 0)};
}

FaceVerdict match_of(double similarity, double needed) {
  if (similarity >= needed) return {};
  return {FaceFault::kNoMatch, true,
          "no longer matches: " + fixed(similarity, 2) + ", needs " + fixed(needed, 2)};
}

FaceVerdict answer_of(const FaceToCheck& face, const std::string& classifier, double after) {
  const double before = face.known->male;
  const bool numbers = before >= 0 && before <= 1 && after >= 0 && after <= 1;
  const std::string who = "the answer of '" + classifier + "' ";
  if (!numbers) return {FaceFault::kAnswer, false, who + "is no probability"};
  const AnswerFigures figures = answer_figures(face.promise, log_odds(before), log_odds(after));
  if (figures.kept) return {};
  if (face.secret) {
    return {FaceFault::kAnswer, figures.too_far, who + "is not where the mode draws it"};
  }
  const bool neutral = face.promise.target == Target::kNeutral;
  return {FaceFault::kAnswer, figures.too_far,
          who + (neutral ? "is too far from even odds: " : "moved too little: ") +
              fixed(figures.got, 2) + ", needs " + (neutral ? "at most " : "") +
              fixed(figures.needed, 2) + " (log odds)"};
}

FaceView view_of(const cv::Mat& chip) { return {chip, chip_template(), {}, chip}; }

}  // namespace

bool can_be_judged(const Landmarks& landmarks) {
  return cv::norm(landmarks[0] - landmarks[1]) >= kLeastEyeDistance;
}

void SelfCheck::ask_about_originals(const std::vector<const FaceToCheck*>& faces) {
  std::vector<FaceView> views;
  std::vector<FaceToCheck::Known*> unknown;
  for (const FaceToCheck* face : faces) {
    if (face->known->asked) continue;
    unknown.push_back(face->known);
    views.push_back(view_of(face->original));
  }
  if (views.empty()) return;
  const cv::Mat embeddings = judges_.matcher ? judges_.matcher->embed(views) : cv::Mat();
  const std::vector<double> male = judges_.classifier ? judges_.classifier->probability_male(views)
                                                      : std::vector<double>(views.size());
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    if (judges_.matcher) unknown[i]->embedding = embeddings.row(static_cast<int>(i)).clone();
    unknown[i]->male = male.at(i);
    unknown[i]->asked = true;
  }
}

std::vector<FaceVerdict> SelfCheck::verdicts(const std::vector<FaceToCheck>& faces) {
  std::vector<FaceVerdict> all;
  std::vector<std::size_t> places;  // of those that judges are asked about
  std::vector<const FaceToCheck*> judged;
  std::vector<FaceView> views;
  for (const FaceToCheck& face : faces) {
    all.push_back(change_of(face));
    if (!face.judged || all.back().fault != FaceFault::kNone) continue;
    places.push_back(all.size() - 1);
    judged.push_back(&face);
    views.push_back(view_of(face.decoded));
  }
  if (views.empty()) return all;
  ask_about_originals(judged);
  const cv::Mat embeddings = judges_.matcher ? judges_.matcher->embed(views) : cv::Mat();
  for (std::size_t i = 0; judges_.matcher && i < judged.size(); ++i) {
    const cv::Mat embedding = embeddings.row(static_cast<int>(i));
    all[places[i]] = match_of(judges_.matcher->similarity(judged[i]->known->embedding, embedding),
                              judges_.match_threshold);
  }
  if (!judges_.classifier) return all;
  const std::vector<double> male = judges_.classifier->probability_male(views);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    FaceVerdict& verdict = all[places[i]];
    if (verdict.fault != FaceFault::kNone) continue;
    verdict = answer_of(*judged[i], judges_.classifier->name(), male.at(i));
  }
  return all;
}

}  // namespace antifaz
