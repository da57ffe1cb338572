"""sentences and mentions ─find→ attributions, claims, findings."""
