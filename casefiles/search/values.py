"""What goes into the index and what comes out of it."""

from dataclasses import dataclass
from datetime import date

from casefiles.model.ids import RecordId, Ref
from casefiles.search.conditions import Wording

LONGEST_BODY = 10_000_000
"""Characters of one body that are searched: twenty thick books; more would cost gigabytes."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record as the search sees it. Only `ref` can be read back from the index.

    `names` are all names and variants of the record, `descriptions` words that say who is meant
    where no name is known; `mentions` the names of records linked to it (so that a source is found
    under every name of a party it links to); `places`, `tags`, `authors` and `outlets` likewise
    names. `body` is the long text: of a source its text, of other records their accounts and notes;
    `parts` the same of the parts that belong to it. Of each the first `LONGEST_BODY` characters
    count. `cites` are the ids of the sources its claims rest
    on, each as often as a claim does: these are found under its names, by any of the ids in their
    own `known_as`. `placed` are the ids of the places it lies in or links to, which places too have
    in their `known_as`. `persons`, `agencies` and `acts` are names and terms that `mentions` or
    `body` hold as well; `languages` the codes of its languages; `counted` is what
    hits are told apart by, each as group:value (`act:arrest`). `earliest` and `latest` are the
    first and last day of the record's dates, both
    or neither.
    """

    ref: Ref
    title: str = ""
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""
    parts: str = ""
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    cites: tuple[RecordId, ...] = ()
    known_as: tuple[RecordId, ...] = ()
    placed: tuple[RecordId, ...] = ()
    persons: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    file_name: str | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class ScoredRef:
    """A record found: the higher the score the better; `fields` are the parts that match.

    `fields` holds names of `conditions.FIELDS`; a match in the body alone leaves it empty.
    `lacking` are the wanted words and phrases that stand nowhere in the record; `in_parts` says
    that some may stand in the words of its parts.
    """

    ref: Ref
    score: float
    fields: tuple[str, ...] = ()
    lacking: tuple[Wording, ...] = ()
    in_parts: bool = False
