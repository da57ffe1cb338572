"""Packs that ship with Reportedly: data only."""
