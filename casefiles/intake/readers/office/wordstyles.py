"""The styles of a document of Word: which make a list item of a paragraph, which hide words."""

from dataclasses import dataclass

from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out

_LONGEST_CHAIN = 20


def says_no(told: Attributes) -> bool:
    """Whether a property that is set by standing there is unset by its value."""
    return told.get("w:val", "") in ("0", "false", "off")


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    listed: bool | None = None
    hidden: bool | None = None
    heading: bool = False


class Styles(Listener):
    """Hears the part with the styles. A style says only what differs from the one below it."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._open = _Style()
        self.begins = {
            "w:style": self._style,
            "w:basedOn": self._based_on,
            "w:numId": self._numbered,
            "w:vanish": self._vanish,
            "w:outlineLvl": self._outline,
            "w:tblStylePr": leave_out,
            "w:latentStyles": leave_out,
            "w:docDefaults": leave_out,
        }

    def listed(self, name: str) -> bool:
        """Whether paragraphs of this style are items of a list; numbered headings are not."""
        chain = self._chain(name)
        if any(style.heading for style in chain):
            return False
        return next((style.listed for style in chain if style.listed is not None), False)

    def hidden(self, name: str) -> bool:
        """Whether words of this style are not shown."""
        return next((s.hidden for s in self._chain(name) if s.hidden is not None), False)

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].based_on
        return chain

    def _style(self, told: Attributes) -> None:
        self._open = self._styles[told.get("w:styleId", "")] = _Style()

    def _based_on(self, told: Attributes) -> None:
        self._open.based_on = told.get("w:val", "")

    def _numbered(self, told: Attributes) -> None:
        self._open.listed = told.get("w:val") != "0"

    def _vanish(self, told: Attributes) -> None:
        self._open.hidden = not says_no(told)

    def _outline(self, told: Attributes) -> None:
        self._open.heading = told.get("w:val") != "9"
