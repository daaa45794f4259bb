#pragma once

#include <c10/core/Device.h>

#include "src/core/device.hpp"

namespace antifaz {

/// The device as LibTorch names it.
inline c10::Device torch_device(const Device& device) {
  return device.gpu ? c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(device.number))
                    : c10::Device(c10::kCPU);
}

}  // namespace antifaz
