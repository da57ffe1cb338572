"""sentences ─find→ actors; sources ─resolve→ speakers."""
