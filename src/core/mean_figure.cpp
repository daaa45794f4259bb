#include "src/core/mean_figure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "src/core/number_text.hpp"
#include "src/core/subject_bootstrap.hpp"

namespace antifaz {

Figure mean_figure(const std::vector<double>& values) {
  std::vector<std::uint32_t> subject(values.size());
  std::iota(subject.begin(), subject.end(), 0U);
  return mean_figure(values, subject);
}

Figure mean_figure(const std::vector<double>& values, const std::vector<std::uint32_t>& subject) {
  const std::size_t subjects = *std::max_element(subject.begin(), subject.end()) + 1;
  const SubjectBootstrap bootstrap(subjects, /*replicates=*/1000, /*seed=*/1);
  const auto mean = [&](const Multiplicities& times) {
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sum += times[subject[i]] * values[i];
      count += times[subject[i]];
    }
    return std::vector<double>{sum / count};
  };
  return bootstrap.estimate(mean).front();
}

std::string with_interval(const Figure& figure, int decimals) {
  if (std::isnan(figure.low)) return fixed(figure.value, decimals);
  return fixed(figure.value, decimals) + " [" + fixed(figure.low, decimals) + ", " +
         fixed(figure.high, decimals) + "]";
}

}  // namespace antifaz
