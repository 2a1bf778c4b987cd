"""Weighing what arrived, and taking it in: first everything is known, then one Step is made.

`weigh` says what each entry is to this vault and changes nothing. `take` puts files and entries in
as one undoable Step, or nothing at all. Taking in is a union of sets: in any order, any number of
times, the result is the same. A partner's judgments wait to be adopted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from casefiles.errors import ArchiveRefused, NotUnderstood
from casefiles.exchange.admission import admit
from casefiles.exchange.lines import Line
from casefiles.exchange.rejoining import rejoin
from casefiles.ledger import entries, files, released
from casefiles.ledger.changes import Changes
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.ledger.union import Arriving, Union, add_to, compare
from casefiles.model.claim import Claim
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Judgment, members_of_pair
from casefiles.model.kinds import IS_A
from casefiles.model.values import FileValue, Layer, Link, TermValue
from casefiles.text import _
