"""Distance on the sphere. The rule that must not be broken: kilometres, and only of positions that are known."""

from __future__ import annotations

import math

import numpy as np

EARTH_KM = 6371.0


def great_circle(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two positions in degrees (haversine, Earth's radius 6,371 km)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def great_circles(latitudes: np.ndarray, longitudes: np.ndarray, other_latitudes: np.ndarray, other_longitudes: np.ndarray) -> np.ndarray:
    """The same for columns of positions, to within a rounding."""
    a, b = np.radians(latitudes), np.radians(other_latitudes)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(other_longitudes - longitudes) / 2) ** 2
    kilometres: np.ndarray = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return kilometres
