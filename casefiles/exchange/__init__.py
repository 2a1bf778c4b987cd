"""Speaking to other desks: sealed archives, and one file an outside format.

    strict      JSON read exactly
    lines       our own interchange, JSON Lines (`resources/interchange.schema.json`)
    container   the plain tar inside an archive
    manifest    what an archive says about itself, signed
    archive     an archive made and opened: container, manifest, seal
    placing     a finished file put in its place, or not at all
    admission   which arriving entries this program understands
    rejoining   what comes back under the ids it left with
    receiving   weighing what arrived, and taking it in as one Step
    partners    who is known, how well, and what was sent to them and came from them
    formats     the formats of `export`, one line each

It knows neither the vault nor the window; whoever calls it brings the ledger and the keys.
"""
