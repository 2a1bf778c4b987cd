"""The seal: bytes in, sealed bytes out. The only package that knows cryptography, and no records.

    derive      the keys that follow from a vault's data key
    passphrase  cost of a passphrase (Argon2id), generated words, the form a passphrase is read in
    keyfile     a file that is needed beside the passphrase
    slot        the data key, sealed with one passphrase
    header      the bytes of a `keys` file
    copies      its two copies in the vault's folder
    keyring     create, unlock, change passphrase, key file, repair
    recovery    the recovery sheet on paper
    padding     how large an archive looks
    age_keys    public and private keys of age
    age_header  the gate before age: what a header may say
    envelope    sealing and opening archives
    identity    who signs, who receives: identities, cards, fingerprints
    words       numbers as words

Each module's docstring describes its bytes precisely enough for somebody else to read and write
them.
"""
