"""The bundled fonts are the files they claim to be, and hold the letters of the practice."""

import hashlib

import resources
from casefiles.dossier.pdf import fonts

LETTERS = (
    "ҒғӢӣҚқӮӯҲҳҶҷЁёЎўЃѓЉљЊњЌќЇїӘәӨөҮүҢңҺһ" + "ĀāĒēĪīŌōŪūÇçĞğİıÖöŞşÜüŽžŇňÝýʻʼʿʾ" + "«»„“”‘’–—…№§"
)


def test_each_font_is_the_file_named_in_its_origin() -> None:
    origin = resources.path("fonts", "ORIGIN.md").read_text("utf-8")
    files = sorted(resources.path("fonts").glob("*.ttf"))
    families = (fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.ARABIC, fonts.ARABIC_BOLD)
    assert [file.stem for file in files] == sorted(families)
    for file in files:
        assert f"`{file.name}`" in origin
        assert hashlib.sha256(file.read_bytes()).hexdigest() in origin
    assert "SIL OPEN FONT LICENSE" in resources.path("fonts", "OFL.txt").read_text("utf-8")


def test_the_letters_of_the_practice_can_be_set_in_every_style() -> None:
    assert fonts.settable(LETTERS) == LETTERS
    assert not fonts.missing([LETTERS])


def test_joiners_stay_between_letters_in_arabic_script_only() -> None:
    assert fonts.settable("صفی\u200cآوا \u200cx\u200dy ") == "صفی\u200cآوا xy "
    assert not fonts.missing(["۱۳۷۲، «گلرخسار صفی\u200cآوا»؛ دربارهٔ کتاب؟ إسلام ٤٥"])


def test_what_is_typed_in_parts_is_printed_composed() -> None:
    assert fonts.settable("И\u0304") == "Ӣ"
    assert fonts.one_line("a\n b\t\u2028c") == "a b c"
