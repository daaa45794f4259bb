#pragma once

#include <vector>

#include "pipelines/evaluation_report.hpp"

namespace antifaz {

/// The privacy-gain identity-loss coefficient (`privacy_gain_identity_loss`) of every classifier
/// with every matcher whose figures came from the same bootstrap: AE = 1 - balanced accuracy, RE =
/// EER, original-original before and either comparison with protected images after. Its interval is
/// of the same people in both errors; nothing where AE or RE is 0 before protection.
std::vector<TradeOff> trade_offs_of(const std::vector<GenderResult>& genders,
                                    const std::vector<MatchResult>& matches);

}  // namespace antifaz
