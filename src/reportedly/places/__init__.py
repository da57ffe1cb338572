"""sentences ─find→ place mentions ─resolve→ places, or an honest no."""
