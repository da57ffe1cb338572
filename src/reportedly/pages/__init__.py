"""page ─read→ document."""
