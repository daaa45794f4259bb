#pragma once

#include <gmock/gmock.h>

#include "src/core/error.hpp"

/// Expects `statement` to throw `antifaz::Error` whose message matches `matcher` (a gmock matcher
/// or `HasSubstr` of a text).
#define EXPECT_ERROR(statement, matcher) \
  EXPECT_THAT([&] { statement; }, ::testing::ThrowsMessage<antifaz::Error>(matcher))
