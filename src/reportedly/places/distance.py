"""Distance on the sphere. The rule that must not be broken: kilometres, and only of positions that are known."""

from __future__ import annotations

import math

EARTH_KM = 6371.0


def great_circle(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two positions in degrees (haversine, Earth's radius 6,371 km)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
