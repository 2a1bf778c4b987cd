"""What packed documents have in common: a title, and in Office how parts refer to each other."""

from typing import NamedTuple

from casefiles.intake.readers.office import markup, packed
from casefiles.intake.readers.office.markup import Attributes, Listener, walk
from casefiles.intake.readers.office.packed import Package
from casefiles.intake.reading import Refusal


class Relation(NamedTuple):
    """That a part refers to another one: by which id, as what ("footnotes"), and to which."""

    id: str
    kind: str
    part: str


def relations(package: Package, part: str = "") -> list[Relation]:
    """What a part refers to inside the file, the file itself if none is named."""
    folder, _, name = part.rpartition("/")
    told = f"{folder}/_rels/{name}.rels".lstrip("/")
    if not package.has(told):
        return []
    hears = _Relations(folder)
    walk(package.pieces(told), hears)
    return [relation for relation in hears.found if package.has(relation.part)]


def opened(data: bytes, usual: str) -> tuple[Package, str]:
    """A document of Office, and the part that everything else in it hangs on; raises `Refusal`."""
    package = Package(data)
    told = (one.part for one in relations(package) if one.kind == "officeDocument")
    main = next(told, usual)
    if not package.has(main):
        raise Refusal("zip")
    return package, main


def title(package: Package, part: str = "docProps/core.xml") -> str:
    """The title in the properties, "" if there is none."""
    if not package.has(part):
        return ""
    hears = _Title()
    walk(package.pieces(part), hears)
    return hears.title


def prepare() -> None:
    """Load what is needed while files can still be opened."""
    packed.prepare()
    markup.prepare()


class _Title(Listener):
    """Hears the title of a document, which stands in the same words in all formats."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self._inside = False
        self.begins = {"dc:title": self._begin}
        self.ends = {"dc:title": self._end}

    def words(self, words: str) -> None:
        """Of the title, its words."""
        if self._inside and len(self.title) < 1000:
            self.title += words

    def _begin(self, _attributes: Attributes) -> None:
        self._inside = True

    def _end(self) -> None:
        self._inside = False


class _Relations(Listener):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.found: list[Relation] = []
        self._folder = folder
        self.begins = {"rel:Relationship": self._begin}

    def _begin(self, told: Attributes) -> None:
        if told.get("TargetMode") == "External":
            return
        target = told.get("Target", "")
        part = target if target.startswith("/") else f"{self._folder}/{target}"
        kind = told.get("Type", "").rpartition("/")[2]
        self.found.append(Relation(told.get("Id", ""), kind, part.strip("/")))
