"""claims of the ledger ─write→ the forms of the field: GeoJSON, ACLED-like, UCDP-like, PLOVER, FollowTheMoney and others, one file a form.

The rule that must not be broken: every choice by which a claim becomes a code of somebody else's book stands in ``codes.toml``, with its source.
"""
