"""How large an archive looks: Padmé padding.

Sizes give contents away. Padmé rounds a length up so that only its O(log log L) highest bits stay
visible; the cost is at most 12 percent and shrinks with size. From Nikitin, Barman, Lueks,
Underwood, Hubaux, Ford: "Reducing Metadata Leakage from Encrypted Files and Communication with
PURBs", PoPETs 2019(4), algorithm 1.
"""


def padme(length: int) -> int:
    """The length in bytes to pad `length` bytes to; never less than `length`."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return length + mask & ~mask
