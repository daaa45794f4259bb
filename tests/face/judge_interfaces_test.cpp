#include "src/face/judge_interfaces.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <set>

#include "tests/support/error_matcher.hpp"
#include "tests/support/shared_data.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

constexpr char kGender[] = "weights/dnn_gender_classifier_v1.dat";
constexpr char kMatcher[] = "weights/face_recognition_densenet_model_v1.dat";
constexpr char kYunet[] = "weights/yunet_120x160.onnx";

/// The main face of an image file; YuNet finds one in each that the tests use.
FaceView view_of(const std::filesystem::path& file) {
  static const auto detector = make_yunet_detector(shared_path(kYunet).string());
  const cv::Mat image = cv::imread(file.string());
  const auto faces = detector->detect(image);
  return {image, faces.at(main_face(faces, image.size())).landmarks};
}

std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(shared_path(folder))) {
    if (entry.path().extension() == ".jpg") files.insert(entry.path());
  }
  return {files.begin(), files.end()};
}

TEST(BlackBox, MissingFilesAreNamed) {
  EXPECT_ERROR(make_dlib_gender_classifier("/no/g.dat"), HasSubstr("/no/g.dat: no such file"));
  EXPECT_ERROR(make_dlib_face_matcher("/no/m.dat"), HasSubstr("/no/m.dat: no such file"));
}

TEST(BlackBox, ForeignFilesAreRefused) {
  const testing::TempFolder folder;
  const std::string text = folder.write("text.dat", "this is no network\n").string();
  EXPECT_ERROR(make_dlib_gender_classifier(text), HasSubstr("is not dlib's dnn_gender"));
  EXPECT_ERROR(make_dlib_face_matcher(text), HasSubstr("is not dlib's face_recognition"));
}

TEST(BlackBox, AnotherNetworksFileIsRefused) {
  ANTIFAZ_REQUIRE_SHARED(kGender);
  ANTIFAZ_REQUIRE_SHARED(kMatcher);
  EXPECT_ERROR(make_dlib_gender_classifier(shared_path(kMatcher).string()), HasSubstr("is not"));
  EXPECT_ERROR(make_dlib_face_matcher(shared_path(kGender).string()), HasSubstr("is not"));
}

TEST(DlibGenderClassifier, TellsMostFacesRight) {
  ANTIFAZ_REQUIRE_SHARED(kGender);
  ANTIFAZ_REQUIRE_SHARED(kYunet);
  ANTIFAZ_REQUIRE_SHARED("data/utkface");
  const auto classifier = make_dlib_gender_classifier(shared_path(kGender).string());
  const auto files = files_of("data/utkface");
  std::vector<FaceView> faces;
  std::vector<bool> male;
  for (std::size_t i = 5000; i < 13000; i += 100) {  // adults
    faces.push_back(view_of(files[i]));
    const std::string name = files[i].filename().string();  // AGE_GENDER_..., 0 = male
    male.push_back(name[name.find('_') + 1] == '0');
  }
  const auto p = classifier->probability_male(faces);
  ASSERT_EQ(p.size(), faces.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_GE(p[i], 0);
    EXPECT_LE(p[i], 1);
    right += (p[i] > 0.5) == male[i];
  }
  EXPECT_GT(right, p.size() * 85 / 100);
}

TEST(DlibGenderClassifier, ABatchSaysWhatEachFaceAloneSays) {
  ANTIFAZ_REQUIRE_SHARED(kGender);
  ANTIFAZ_REQUIRE_SHARED(kYunet);
  ANTIFAZ_REQUIRE_SHARED("data/photos");
  const auto classifier = make_dlib_gender_classifier(shared_path(kGender).string());
  const auto files = files_of("data/photos");
  std::vector<FaceView> faces;
  for (std::size_t i = 0; i < 35; ++i) faces.push_back(view_of(files[i]));  // more than a batch
  const auto p = classifier->probability_male(faces);
  for (const std::size_t i : {0, 31, 32, 34}) {
    EXPECT_NEAR(classifier->probability_male({faces[i]}).at(0), p[i], 1e-5) << i;
  }
  EXPECT_TRUE(classifier->probability_male({}).empty());
}

TEST(DlibFaceMatcher, OnePersonIsMoreAlikeThanTwo) {
  ANTIFAZ_REQUIRE_SHARED(kMatcher);
  ANTIFAZ_REQUIRE_SHARED(kYunet);
  ANTIFAZ_REQUIRE_SHARED("data/celeba/images");
  const auto matcher = make_dlib_face_matcher(shared_path(kMatcher).string());
  const auto files = files_of("data/celeba/images");  // SUBJECT_image.jpg
  const auto subject = [&](std::size_t i) { return files[i].filename().string().substr(0, 5); };
  double mated = 0, non_mated = 0;
  constexpr int kPairs = 8;
  for (std::size_t i = 0, pairs = 0; pairs < kPairs; i += 60, ++pairs) {
    std::size_t own = i;
    while (subject(own) != subject(own + 1)) ++own;
    const cv::Mat rows =
        matcher->embed({view_of(files[own]), view_of(files[own + 1]), view_of(files[own + 30])});
    ASSERT_EQ(rows.size(), cv::Size(128, 3));
    ASSERT_NE(subject(own), subject(own + 30));
    mated += matcher->similarity(rows.row(0), rows.row(1)) / kPairs;
    non_mated += matcher->similarity(rows.row(0), rows.row(2)) / kPairs;
  }
  EXPECT_GT(mated, non_mated + 0.15);
  EXPECT_EQ(matcher->embed({}).rows, 0);
}

}  // namespace
}  // namespace antifaz
