#!/usr/bin/python3
"""Reference values of tests/core/two_class_scores_test.cpp, from scikit-learn and SciPy.

Debian: apt-get install python3-sklearn python3-scipy; then
    tests/core/golden/two_class_scores.py > tests/core/golden/two_class_scores.json
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.interpolate import interp1d
from scipy.optimize import brentq
from scipy.stats import bootstrap
from sklearn.metrics import balanced_accuracy_score, roc_auc_score, roc_curve

RATES = [0.1, 0.01]


def values(positive, negative, weight_positive, weight_negative):
    labels = np.r_[np.ones(len(positive)), np.zeros(len(negative))]
    scores = np.r_[positive, negative]
    weights = np.r_[weight_positive, weight_negative].astype(float)
    # Scores that nobody has are no thresholds.
    fpr, tpr, _ = roc_curve(labels[weights > 0], scores[weights > 0],
                            sample_weight=weights[weights > 0], drop_intermediate=False)
    mean_p, mean_n = np.average(positive, weights=weight_positive), np.average(negative, weights=weight_negative)
    var_p = np.average((positive - mean_p) ** 2, weights=weight_positive)
    var_n = np.average((negative - mean_n) ** 2, weights=weight_negative)
    return {
        "auc": roc_auc_score(labels, scores, sample_weight=weights),
        "balanced_accuracy": balanced_accuracy_score(labels, scores >= 0.5, sample_weight=weights),
        "eer": brentq(lambda x: 1 - x - interp1d(fpr, tpr)(x), 0, 1, xtol=1e-14),
        "tmr": [tpr[fpr <= rate + 1e-12].max() for rate in RATES],
        "d_prime": (mean_p - mean_n) / np.sqrt((var_p + var_n) / 2),
    }


def main():
    rng = np.random.default_rng(2018)
    positive = np.round(rng.normal(0.7, 0.2, 80), 2)  # rounded: ties within and between classes
    negative = np.round(rng.normal(0.4, 0.2, 300), 2)
    times_positive = rng.poisson(1, 80)
    times_negative = rng.poisson(1, 300)
    interval = bootstrap(
        (positive, negative), lambda p, n: roc_auc_score(np.r_[np.ones(len(p)), np.zeros(len(n))], np.r_[p, n]),
        n_resamples=5000, method="percentile", vectorized=False, random_state=rng).confidence_interval
    print(json.dumps({
        "made_with": f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}",
        "positive": positive.tolist(), "negative": negative.tolist(), "rates": RATES,
        "times_positive": times_positive.tolist(), "times_negative": times_negative.tolist(),
        "once": values(positive, negative, np.ones(80), np.ones(300)),
        "weighed": values(positive, negative, times_positive, times_negative),
        "auc_interval": [interval.low, interval.high],
    }))


if __name__ == "__main__":
    main()
