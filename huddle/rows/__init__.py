"""The frozen rows that services hand out: plain values, safe in any thread and any widget.

Days and times of day are local to the unit; instants are aware and in UTC. Each is imported from
the module it stands in: to make all of them takes a tenth of a second, and a start needs few.
"""
