#include "pipelines/evaluate/brought_gallery.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "src/images/image_io.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/fake_faces.hpp"
#include "tests/support/fake_matcher.hpp"
#include "tests/support/impatient.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(GenderInName, IsAWordOfItsOwn) {
  EXPECT_EQ(gender_in_name("faces/female_asian_1.jpg"), Gender::kFemale);
  EXPECT_EQ(gender_in_name("Women/0001.png"), Gender::kFemale);
  EXPECT_EQ(gender_in_name("12-MALE.jpg"), Gender::kMale);
  EXPECT_EQ(gender_in_name("men/woman/x.jpg"), std::nullopt);
  EXPECT_EQ(gender_in_name("Herman_Malecki_0001.jpg"), std::nullopt);
  EXPECT_EQ(gender_in_name("0_1_2.jpg"), std::nullopt);
}

class BroughtGalleryTest : public ::testing::Test {
 protected:
  BroughtGalleryTest() {
    judges_.matchers.push_back({std::make_unique<testing::FakeMatcher>(), true});
  }
  void photo(const std::string& name, int level, const std::vector<bool>& faces = {true}) {
    write_photo(testing::drawn_photo(faces, level), temp_ / ("gallery/" + name));
  }
  Manifest read() { return read_brought_gallery(temp_.path() / "gallery", observer_); }
  BroughtGallery look(const Manifest& evaluated = {}) {
    return look_at_gallery(read(), evaluated, detector_, judges_, observer_);
  }

  testing::TempFolder temp_;
  testing::FakeDetector detector_;
  Observer observer_;
  Judges judges_;
};

TEST_F(BroughtGalleryTest, HoldsLabelledFacesOfOtherPeople) {
  for (int i = 0; i < 40; ++i) photo("w" + std::to_string(i) + ".png", 20 + i);  // two batches
  photo("m1.png", 150);
  photo("m2.png", 160);
  photo("known.png", 90);
  photo("nobody.png", 90, {false});
  photo("unlabelled.png", 90);
  std::string rows =
      "path,subject,gender\nm1.png,b,male\nm2.png,b,male\nknown.png,k,male\n"
      "nobody.png,,male\nunlabelled.png,,\n";
  for (int i = 0; i < 40; ++i) rows += "w" + std::to_string(i) + ".png,,female\n";
  temp_.write("gallery/manifest.csv", rows);
  Manifest evaluated;
  evaluated.rows.resize(2);
  evaluated.rows[0].subject = "k";
  const BroughtGallery brought = look(evaluated);
  EXPECT_EQ(brought.counts.images, 45u);
  EXPECT_EQ(brought.counts.women, 40u);
  EXPECT_EQ(brought.counts.men, 2u);
  EXPECT_EQ(brought.counts.people, 41u);
  EXPECT_EQ(brought.counts.unlabelled, 1u);
  EXPECT_EQ(brought.counts.evaluated, 1u);
  EXPECT_EQ(brought.counts.without_face, 1u);
  ASSERT_EQ(brought.faces.size(), 42u);
  ASSERT_EQ(brought.faces.embeddings.size(), 1u);
  EXPECT_EQ(brought.faces.embeddings[0].judge, "fake matcher");
  EXPECT_TRUE(brought.faces.embeddings[0].in_the_loop);
  for (const torch::Tensor& rows_of : brought.faces.embeddings[0].rows) {
    ASSERT_EQ(rows_of.size(0), 42);
    EXPECT_EQ(rows_of[0].item<float>(), 150);  // in the manifest's order
    EXPECT_EQ(rows_of[2].item<float>(), 20);
    EXPECT_EQ(rows_of[41].item<float>(), 59);
  }
  EXPECT_EQ(brought.faces.labels.sum().item<int64_t>(), 2);
  EXPECT_EQ(brought.faces.subjects[0], brought.faces.subjects[1]);
}

TEST_F(BroughtGalleryTest, NamesCanTellTheGender) {
  photo("female/1.png", 20);
  photo("male/1.png", 150);
  photo("1.png", 90);
  const BroughtGallery brought = look();
  EXPECT_EQ(brought.counts.women, 1u);
  EXPECT_EQ(brought.counts.men, 1u);
  EXPECT_EQ(brought.counts.unlabelled, 1u);
  EXPECT_EQ(brought.counts.people, 2u);
}

TEST_F(BroughtGalleryTest, OfOneGenderNobodyLearns) {
  photo("female/1.png", 20);
  EXPECT_ERROR(read(), HasSubstr("names no male face"));
  EXPECT_ERROR(read_brought_gallery(temp_.path() / "missing", observer_), HasSubstr("missing"));
}

TEST_F(BroughtGalleryTest, StopsWhereItsObserverWantsIt) {
  photo("female/1.png", 20);
  photo("male/1.png", 150);
  testing::Impatient impatient;
  EXPECT_THROW(look_at_gallery(read(), {}, detector_, judges_, impatient), Stopped);
}

}  // namespace
}  // namespace antifaz
