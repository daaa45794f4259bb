#pragma once

#include "models/safetensors.hpp"
#include "pipelines/training/training_job.hpp"
#include "tests/support/prepared_faces.hpp"
#include "tests/support/sample_networks.hpp"

namespace antifaz::testing {

/// Twenty prepared faces, half of them for validation, and what a short training on them asks for.
struct TinyTraining {
  TinyTraining() {
    job.data = {write_prepared(tiny_faces(20), folder.path() / "chips")};
    job.validation = 0.5;
    job.batch = 4;
    job.command_line = "antifaz train";
    job.trainer.folder = folder.path() / "run";
    job.trainer.epochs = 1;
  }

  TempFolder folder;
  SampleNetworks networks;
  TrainingJob job;
};

}  // namespace antifaz::testing
