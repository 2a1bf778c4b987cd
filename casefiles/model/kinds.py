"""All kinds of records, one line a kind. Adding one is a class in this package and a line here.

The position in the tuple is the number under which a kind is stored: add at the end, never reorder.
"""

from collections.abc import Mapping

from casefiles.errors import NotUnderstood
from casefiles.model.answer import Commitment, Reply
from casefiles.model.incident import Act, Event, Incident, Involvement
from casefiles.model.organisation import Organisation, Post
from casefiles.model.person import Person
from casefiles.model.place import Place
from casefiles.model.proceeding import Asset, Measure, Proceeding
from casefiles.model.record import Kind
from casefiles.model.relation import Relation
from casefiles.model.source import Source, Statistic
from casefiles.model.work import Case, Consent, Submission, Tag, Task
from casefiles.text import _

KINDS: tuple[Kind, ...] = (
    Kind("person", Person),
    Kind("organisation", Organisation),
    Kind("post", Post),
    Kind("place", Place),
    Kind("event", Event),
    Kind("incident", Incident),
    Kind("act", Act),
    Kind("involvement", Involvement),
    Kind("relation", Relation),
    Kind("proceeding", Proceeding),
    Kind("measure", Measure),
    Kind("asset", Asset),
    Kind("statistic", Statistic),
    Kind("source", Source),
    Kind("reply", Reply),
    Kind("commitment", Commitment),
    Kind("submission", Submission),
    Kind("case", Case),
    Kind("consent", Consent),
    Kind("task", Task),
    Kind("tag", Tag),
)

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

IS_A = "kind"
"""The property whose claim calls a record into being; its value is the name of a kind."""


def kind_named(untrusted_name: str) -> Kind:
    """The kind of that name; raises `NotUnderstood`."""
    try:
        return BY_NAME[untrusted_name]
    except KeyError:
        raise NotUnderstood(
            _("There is no such kind of record."),
            _("Known are: {kinds}.").format(kinds=", ".join(BY_NAME)),
        ) from None
