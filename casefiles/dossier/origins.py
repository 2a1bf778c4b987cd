"""Independent origins as an audience's view of the sources tells them."""

from collections.abc import Iterable

from casefiles.ledger import origins as counted
from casefiles.ledger.origins import DERIVED, Origins, parents_told
from casefiles.ledger.reader import Statement
from casefiles.model.ids import RecordId, Ref
from casefiles.release.view import View


def origins(statements: Iterable[Statement], view: View) -> Origins:
    """The origins of all sources that these statements rest on."""

    def parents(source: Ref) -> dict[Ref, bool]:
        told = [one for name in DERIVED for one in view.of(source, name)]
        return parents_told(source, told, view.target)

    cited = {
        source
        for statement in statements
        for citation in statement.claim.citations
        if (source := view.known(RecordId(citation.source))) is not None
    }
    return counted.origins(cited, parents)
