"""The command line: a door, no logic."""
