#pragma once

#include "src/core/json_text.hpp"
