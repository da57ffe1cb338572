"""Beliefs from testimonies: who holds what, how sure, since when, on whose word, and how far each word is to be trusted."""
