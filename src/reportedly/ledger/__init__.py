"""The only memory: resolved claims and judgements go in, nothing is ever edited."""
