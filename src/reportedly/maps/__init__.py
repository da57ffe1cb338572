"""Reference maps: polygons that say who holds the ground, and how beliefs compare with them."""
