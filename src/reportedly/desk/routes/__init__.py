"""The desk's routes, a file for each thing a visitor looks at."""
