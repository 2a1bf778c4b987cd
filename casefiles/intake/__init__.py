"""Files in: read in a confined process, split into articles, compared with what is known.

Everything here answers with plain values and writes nothing. The way of a file: `files` finds it
and reads its bytes, `reader` has them read by a `worker` that `confine` starts and `sandbox` shuts
in, `articles` splits the text, `duplicates` tells copies, and `plan` puts it together.
"""
