"""The readers of files from outside, tried in this order. Adding one is one file and one line.

A reader runs in the confined worker only. The first that does not answer "not mine" decides.
"""

from casefiles.intake.readers import legacy_text, unicode_text
from casefiles.intake.reading import Reader

READERS: tuple[Reader, ...] = (
    unicode_text.READER,
    legacy_text.READER,
)
