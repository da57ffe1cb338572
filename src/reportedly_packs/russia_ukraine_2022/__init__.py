"""The war in Ukraine since February 2022, as data."""
