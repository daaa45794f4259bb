#include "pipelines/semi_adversarial/make_prototypes.hpp"

#include <gtest/gtest.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "models/semi_adversarial/prototypes.hpp"
#include "src/face/alignment.hpp"
#include "tests/support/error_matcher.hpp"
#include "tests/support/prepared_faces.hpp"
#include "tests/support/temp_folder.hpp"

namespace antifaz {
namespace {

using ::testing::HasSubstr;

TEST(MakePrototypes, WritesAveragesWithTheDatasLicence) {
  const testing::TempFolder folder;
  const FaceDataset faces = testing::tiny_faces(6);
  PrototypesJob job;
  job.data = {testing::write_prepared(faces, folder.path() / "chips")};
  folder.write("chips/license.txt", "CC0\n");
  job.output = folder / "p.safetensors";
  job.command_line = "antifaz prototypes";
  Observer quiet;
  const PrototypeReport report = make_prototypes(job, quiet);
  EXPECT_EQ(report.labelled, 6U);
  EXPECT_EQ(describe(report), "6 faces, 0 of them labelled by the classifier");
  const Card card = read_safetensors(job.output).card;
  EXPECT_EQ(card.at("license"), "CC0");
  EXPECT_EQ(card.at("command"), "antifaz prototypes");
  const torch::Tensor expected = average_faces(faces.chips, faces.labels);
  EXPECT_LT((load_prototypes(job.output) - expected).abs().max().item<double>(), 1e-3);
}

TEST(MakePrototypes, AsksWhereToWriteFirst) {
  PrototypesJob job;
  job.data = {"/nowhere/at/all"};
  job.output = "/neither/here/p.safetensors";
  Observer quiet;
  EXPECT_ERROR(make_prototypes(job, quiet), HasSubstr("/neither/here"));
}

}  // namespace
}  // namespace antifaz
