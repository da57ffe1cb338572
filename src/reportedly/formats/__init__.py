"""reading ─write→ JSON lines, one-line notation, HTML, terminal."""
