"""A dossier from a selection to bytes that have been looked through and may leave."""

import datetime as dt
import io
from dataclasses import dataclass

from casefiles.dossier import pdf
from casefiles.dossier.compose import compose
from casefiles.dossier.gaps import Gap
from casefiles.dossier.outline import Outline
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.release.protected import protected_names
from casefiles.release.scan import Scanned, scan_pdf
from casefiles.release.selection import Selection
from casefiles.release.view import LeftOut, View


@dataclass(frozen=True, slots=True)
class MadeDossier:
    """A finished dossier. `content` is the PDF; nothing has been written to a disk yet.

    `people` are the persons who are called by their names in it; `silent` are the names of the
    sections that had nothing to say, `gaps` what should be looked at before it leaves.
    """

    outline: Outline
    content: bytes
    pages: int
    sha256: str
    scanned: Scanned
    left_out: LeftOut
    people: tuple[Ref, ...]
    silent: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def make_dossier(
    selection: Selection, reader: Reader, *, version: str, date: dt.date, file_name: str
) -> MadeDossier:
    """Compose, print and look through a dossier.

    `file_name` is the name it will be given, which is looked at too. Raises what `compose` raises,
    and `OutputRefused` when a withheld name stands anywhere in what was printed.
    """
    view = View(reader, selection.audience)
    composed = compose(selection, view, version=version, date=date)
    buffer = io.BytesIO()
    written = pdf.write(composed.outline, buffer)
    content = buffer.getvalue()
    scanned = scan_pdf(content, file_name, protected_names(reader, view))
    return MadeDossier(
        composed.outline,
        content,
        written.pages,
        written.sha256,
        scanned,
        view.left_out(),
        people=view.called("person"),
        silent=composed.silent,
        gaps=composed.gaps,
    )
