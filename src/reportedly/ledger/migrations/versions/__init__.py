"""The schema, revision by revision; Alembic runs them (``migrate.py``)."""
