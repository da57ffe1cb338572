"""Records, spans, day ranges, ids, errors and settings: what every folder may use."""
