#pragma once

namespace antifaz {

/// Which part of an aligned chip the network of 2018 sees: its 224x224 frame shows 1 / zoom of the
/// chip's side, its centre `down` chip pixels below the chip's. What lies beyond the chip is
/// replicated from its edge.
struct San2018Frame {
  double zoom = 1.0;
  double down = 0.0;
};

/// The part of this project's chips shown to weights whose card names no frame, as the published
/// ones: all of it. Their own crops had the eyes 58 of 224 pixels apart, this has 62;
/// bench/san2018_frames looks for a better one.
inline constexpr San2018Frame kPublishedFrame{1.0, 0.0};

}  // namespace antifaz
