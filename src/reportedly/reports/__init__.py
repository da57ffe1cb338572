"""ledger ─judge→ which reports depend on one another: copies, rewrites, same event."""
