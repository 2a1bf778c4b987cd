"""Which records may be one: found by keys, weighed with reasons, laid side by side.

Nothing here decides: who reads the reasons does (`operations.duplicates`).
"""
