"""The parts of tools/build_gazetteer.py."""
