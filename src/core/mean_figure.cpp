#include "src/core/mean_figure.hpp"

#include <cstdio>

#include "src/core/subject_bootstrap.hpp"

namespace antifaz {

Figure mean_figure(const std::vector<double>& values) {
  const SubjectBootstrap bootstrap(values.size(), /*replicates=*/1000, /*seed=*/1);
  const auto mean = [&](const Multiplicities& times) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += times[i] * values[i];
    return std::vector<double>{sum / static_cast<double>(values.size())};
  };
  return bootstrap.estimate(mean).front();
}

std::string with_interval(const Figure& figure, int decimals) {
  char text[96];
  std::snprintf(text, sizeof text, "%.*f [%.*f, %.*f]", decimals, figure.value, decimals,
                figure.low, decimals, figure.high);
  return text;
}

}  // namespace antifaz
