#pragma once

namespace antifaz {

/// How far training images are moved and changed. All amounts are the ends of uniform distributions
/// around "none". Randomness comes from torch's default generator, which the trainer seeds at every
/// step.
struct AugmentOptions {
  bool flip = true;          ///< mirror half of the images
  double zoom = 0.15;        ///< relative
  double shift = 0.05;       ///< as a share of the side
  double rotate = 12;        ///< degrees
  double brightness = 0.15;  ///< of the full range
  double contrast = 0.3;     ///< relative
  double saturation = 0.5;   ///< relative; some images also lose all colour
  double noise = 0.03;       ///< standard deviation, of the full range
  double coarse = 0.3;       ///< share of batches scaled down (to 40-100 %) and up again
};

}  // namespace antifaz
