"""What the codes of a worker mean, in sentences for the documenter."""

from casefiles.errors import UnreadableFile
from casefiles.intake.reading import Note
from casefiles.text import N_, _, many

_NOTHING_TAKEN = N_("Nothing was taken in from it; the file itself is unchanged.")
_LATER = N_("Save it as plain text (UTF-8) and take that in.")

REFUSALS: dict[str, tuple[str, str]] = {
    "empty": (N_("The file is empty: there is nothing to read in it."), ""),
    "binary": (
        N_("The file holds no text but binary data, whatever its name says."),
        _NOTHING_TAKEN,
    ),
    "undecided": (
        N_("The bytes of this file are no text in any encoding that is known here."),
        N_("Save it as plain text (UTF-8) in the program it comes from and take that in."),
    ),
    "too_large": (N_("The file is larger than can be read in one piece."), _NOTHING_TAKEN),
    "too_many_lines": (N_("The file has more lines than a document has."), _NOTHING_TAKEN),
    "memory": (N_("Reading this file took more memory than a file may take."), _NOTHING_TAKEN),
    "time": (
        N_("Reading this file took longer than a file may take, so it was stopped."),
        _NOTHING_TAKEN,
    ),
    "fault": (N_("The reader stopped at this file and could not go on."), _NOTHING_TAKEN),
    "unconfined": (
        N_("This kind of file is read only where the reader can be shut in, which is not so here."),
        _NOTHING_TAKEN,
    ),
    "locked": (
        N_("The file is locked with a password."),
        N_("Open it in the program it comes from, save it without a password, and take that in."),
    ),
    "damaged": (
        N_("The file is damaged or not whole: nothing could be read in it."),
        N_("Ask for another copy of it."),
    ),
    "pictured": (
        N_("The pages of this PDF are pictures: there are no words in it that could be read."),
        N_("Keep it as it is, and type what matters into a text of its own."),
    ),
    "unpacked": (N_("This file holds more, once unpacked, than a document has."), _NOTHING_TAKEN),
    "tangled": (N_("This file is nested deeper than a document is."), _NOTHING_TAKEN),
    "zip": (
        N_("This is an archive, or an office document of a kind that this version does not read."),
        _LATER,
    ),
    "office": (N_("This is an old office document, which this version does not read."), _LATER),
    "image": (N_("This is a picture, which has no words to be read."), _LATER),
    "audio": (N_("This is a sound recording, which has no words to be read."), _LATER),
    "video": (N_("This is a film, which has no words to be read."), _LATER),
}

_WITHOUT_WORDS = frozenset({"pictured", "image", "audio", "video"})

NOTES: dict[str, tuple[str, str]] = {
    "mark": (N_("A byte order mark at the beginning was left out."),) * 2,
    "line_ends": (
        N_("One line end was another than LF and is kept as LF."),
        N_("{n} line ends were another than LF and are kept as LF."),
    ),
    "lost": (
        N_("One place could not be decoded and stands as �; the original bytes are kept."),
        N_("{n} places could not be decoded and stand as �; the original bytes are kept."),
    ),
    "cut": (N_("The end of this file is missing: its last character is cut off and stands as �."),)
    * 2,
    "guessed": (N_("The encoding is not written in the file; it was told from its letters."),) * 2,
    "unsure": (N_("Two ways of telling the encoding disagree: compare a few words."),) * 2,
    "pictured": (
        N_("One page is a picture without words that could be read."),
        N_("{n} pages are pictures without words that could be read."),
    ),
    "broken_pages": (
        N_("One page is damaged and could not be read."),
        N_("{n} pages are damaged and could not be read."),
    ),
    "misdeclared": (
        N_("The encoding written in the file is wrong; it was told from its letters."),
        N_("The encoding written in the file is wrong in {n} parts; it was told from the letters."),
    ),
    "outside": (
        N_("One block of text around the article of the page was left out."),
        N_("{n} blocks of text around the article of the page were left out."),
    ),
    "broken": (
        N_("A piece of markup has no end: look at how the text goes on behind it."),
        N_("{n} parts have markup without an end: look at how the text goes on behind it."),
    ),
    "parts_of_page": (
        N_("One other part of the saved page (a picture, a frame) was left out."),
        N_("{n} other parts of the saved page (pictures, frames) were left out."),
    ),
    "messages": (
        N_("The file holds one message."),
        N_("The file holds {n} messages, with a line between them."),
    ),
    "attached": (
        N_("One attachment was left out; a line of the text names it."),
        N_("{n} attachments were left out; lines of the text name them."),
    ),
    "other_version": (
        N_("The message has the same words in another form, which was left out."),
        N_("{n} other forms of the same words were left out."),
    ),
    "cut_header": (
        N_("One header of the message is too long and was cut."),
        N_("{n} headers of the message are too long and were cut."),
    ),
    "inserted": (
        N_("One insertion that was tracked is in the text."),
        N_("{n} insertions that were tracked are in the text."),
    ),
    "deleted": (
        N_("One deletion that was tracked is not in the text."),
        N_("{n} deletions that were tracked are not in the text."),
    ),
    "hidden": (
        N_("One hidden passage is not in the text."),
        N_("{n} hidden passages are not in the text."),
    ),
    "hidden_sheets": (
        N_("One sheet is hidden in the file; it is in the text."),
        N_("{n} sheets are hidden in the file; they are in the text."),
    ),
    "hidden_rows": (
        N_("One row is hidden in the file; it is in the text."),
        N_("{n} rows are hidden in the file; they are in the text."),
    ),
    "hidden_columns": (
        N_("One column is hidden in the file; it is in the text."),
        N_("{n} columns are hidden in the file; they are in the text."),
    ),
    "unfinished": (N_("The end of this file is missing; what there is of it was read."),) * 2,
    "limited": (
        N_("The reader was limited in memory and time but could not be shut in completely here."),
    )
    * 2,
}


class Wordless(UnreadableFile):
    """Nothing is wrong with the file, but it has no words for us: it can be kept as it is."""


def refusal(code: str) -> UnreadableFile:
    """The error to raise for a refusal code."""
    sentence, way_on = REFUSALS[code]
    made = Wordless if code in _WITHOUT_WORDS else UnreadableFile
    return made(_(sentence), _(way_on) if way_on else "")


def note(said: Note) -> str:
    """The sentence of a note."""
    one, more = NOTES[said.code]
    return many(one, more, said.count)
