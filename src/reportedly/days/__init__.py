"""sentences ─find→ time expressions ─resolve→ calendar days."""
