"""Rich text (.rtf): the words of the text, of its notes, comments, heads and feet.

Nothing but Python reads it, so it is read in a merely limited process, too.
"""

from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.office import richcodes
from casefiles.intake.readers.office.richbody import Body
from casefiles.intake.readers.office.richtokens import CLOSE, OPEN, TEXT, WORD, tokens
from casefiles.intake.reading import Note, Reader, Reading


def read(data: bytes) -> Reading:
    """Read rich text; raises `Refusal`."""
    body = Body()
    for token in tokens(data):
        if token.kind == TEXT:
            body.letters(token.data)
        elif token.kind == WORD:
            body.word(token.name, token.value)
        elif token.kind == OPEN:
            body.open()
        elif token.kind == CLOSE:
            body.close()
            if body.ended:
                break
        else:
            body.symbol(token.name)
    cut = body.finish()
    notes = [Note(code, count) for code, count in sorted(body.counts.items()) if count]
    if cut:
        notes.append(Note("unfinished"))
    return finish(body.flow.text(), "rtf", body.codes.lost, tuple(notes))


READER = Reader("rich text", richcodes.prepare, read, needs_full=False)
