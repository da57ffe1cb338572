"""A conditional logit: which of several things was meant, by what each has; for the tools that learn costs.

The rule that must not be broken: the same choices give the same weights.
"""

from __future__ import annotations

import numpy as np

FLAT = 0.002
"""Pull of every weight to nothing, so that a kind that hardly comes up stays finite."""


def fit(features: np.ndarray, logs: np.ndarray, meant: np.ndarray, weights: np.ndarray, *, steps: int, rate: float, least: float) -> np.ndarray:
    """Weights under which what was meant is likeliest, none below ``least`` (Adam on the mean log-likelihood).

    ``features``: choices × things × kinds; ``logs``: logarithm of how many each thing stands for, minus infinity where there is none;
    ``meant``: the thing of each choice; ``weights``: where to begin.
    """
    right = features[np.arange(len(features)), meant]
    first, second = np.zeros(len(weights)), np.zeros(len(weights))
    for step in range(1, steps + 1):
        logits = logs - features @ weights
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = (right - np.einsum("nc,nck->nk", shares, features)).mean(axis=0) + FLAT * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights = weights - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
        weights = np.maximum(weights, least)
    return weights
