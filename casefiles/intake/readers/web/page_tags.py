"""What elements of a page are, as far as the words in them are concerned."""

_VOID = """area base basefont bgsound br col embed frame hr img input link meta param source
 track wbr"""
_BLOCKS = """address article aside blockquote body center dd details dialog div dl dt fieldset
 figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
 main nav option p pre search section summary table textarea title xmp"""

NEVER_SHOWN = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "noframes"))
VOID = frozenset(_VOID.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ul", "ol", "menu", "dir"))
CELLS = frozenset(("td", "th"))
GROUPS_OF_ROWS = frozenset(("thead", "tbody", "tfoot"))
PARTS_OF_TABLES = CELLS | GROUPS_OF_ROWS | {"tr", "caption"}
BLOCKS = frozenset(_BLOCKS.split()) | LISTS | PARTS_OF_TABLES
WALLS = frozenset(("table", "caption", "template", *CELLS))
"""What an end tag inside does not reach across."""

KEPT = frozenset(("pre", "listing", "xmp", "textarea"))
"""White space stands there as it is written."""
