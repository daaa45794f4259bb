#include "pipelines/training/training_data.hpp"

#include <gmock/gmock.h>
#include <torch/types.h>

#include "tests/support/error_matcher.hpp"
#include "tests/support/prepared_faces.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(TrainingData, SplitsByPersonWhateverTheSeed) {
  const testing::TempFolder folder;
  TrainingJob job;
  job.data = {testing::write_prepared(testing::tiny_faces(20), folder.path() / "faces")};
  job.validation = 0.4;
  Observer observer;
  const TrainingData data = load_training_data(job, observer);
  EXPECT_EQ(data.faces.training.size() + data.faces.validation.size(), 20U);
  for (const std::string& held : data.faces.validation.subjects) {
    for (const std::string& learned : data.faces.training.subjects) EXPECT_NE(held, learned);
  }
  EXPECT_THAT(data.description, HasSubstr("faces (20 images); trained on "));
  job.trainer.seed = 99;
  EXPECT_EQ(load_training_data(job, observer).faces.validation.subjects,
            data.faces.validation.subjects);
}

TEST(TrainingData, TellsWhichImagesHaveNoRow) {
  struct Messages : Observer {
    void message(const std::string& line) override { lines.push_back(line); }
    std::vector<std::string> lines;
  } messages;
  const testing::TempFolder folder;
  TrainingJob job;
  job.data = {testing::write_prepared(testing::tiny_faces(20), folder.path() / "faces")};
  job.validation = 0.4;
  folder.write("faces/another.png", "");
  load_training_data(job, messages);
  EXPECT_THAT(messages.lines,
              ::testing::ElementsAre(HasSubstr("no row in the labels: 'another.png'")));
}

TEST(TrainingData, TheLicenceIsTheDatas) {
  const testing::TempFolder folder;
  const auto manifest = [&](const std::string& name, const std::string& license) {
    Manifest one;
    one.folder = folder.path() / name;
    if (!license.empty()) folder.write(name + "/license.txt", license);
    return one;
  };
  const Manifest free = manifest("free", "CC BY 4.0\r\nand much more\n");
  const Manifest same = manifest("same", "CC BY 4.0");
  const Manifest silent = manifest("silent", "");
  EXPECT_EQ(license_of({free, same}), "CC BY 4.0");
  EXPECT_EQ(license_of({silent}), "as the data it was made from, see there");
  EXPECT_EQ(license_of({silent, free}), "as the data it was made from, see there; CC BY 4.0");
}

TEST(TrainingData, MissingLabelsAreOneClearLine) {
  FaceDataset faces = testing::tiny_faces(8);
  expect_both_labels(faces, "training");
  EXPECT_EQ(labelled_faces(faces, "training").size(), 8U);
  faces.labels.fill_(0);
  EXPECT_EQ(labelled_faces(faces, "training").size(), 8U);
  EXPECT_ERROR(expect_both_labels(faces, "training"), HasSubstr("it has 8 and 0"));
  faces.labels.fill_(-1);
  EXPECT_ERROR(labelled_faces(faces, "validation"), HasSubstr("no face of the validation part"));
}

}  // namespace
}  // namespace antifaz
