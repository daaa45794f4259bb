#pragma once

#include "pipelines/observer.hpp"

namespace antifaz::testing {

/// Wants to stop once it was asked `patience` times.
class Impatient : public Observer {
 public:
  explicit Impatient(int patience = 0) : left_(patience) {}
  bool wants_stop() const override { return left_-- <= 0; }

 private:
  mutable int left_;
};

}  // namespace antifaz::testing
