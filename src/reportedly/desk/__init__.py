"""The desk: what the ledger knows, over HTTP, for the page in ``frontend/`` and for programs."""
