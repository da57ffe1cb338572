"""Many reports on many machines: input is cut into shards, an engine runs one function over them, each shard leaves one part.

The rule that must not be broken: what comes out of a shard is a function of the shard alone, so that it matters to nobody where, when, how often
or beside what it was read.
"""
