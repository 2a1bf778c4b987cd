"""Typed words: what nobody sees does not become part of a name."""

import pytest

from casefiles.model.kinds import BY_NAME
from casefiles.model.typed_text import one_line, several_lines, typed_text
from casefiles.model.values import Text, value_from_json

TURNED = "\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069i"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Safar\nOdinaev", "Safar Odinaev"),
        (" Safar \t\r\n Odinaev\u2028", "Safar Odinaev"),
        ("\u202elive\u202c", "live"),
        ("Safar\u200e \u200fOdinaev\u061c", "Safar Odinaev"),
        (TURNED, "abcdefghi"),
        ("Sa\u00adfar\u200b \u200b Odi\x00na\x1bev\ufeff", "Safar Odinaev"),
        ("می\u200cرود", "می\u200cرود"),
        ("مِ\u200c\u200cرود", "مِ\u200cرود"),
        ("\u200cسفر\u200d بک\u200c", "سفر بک"),
        ("Sa\u200cfar", "Safar"),
        ("\u0601۱۳۷۳", "\u0601۱۳۷۳"),
        ("Ҷамшед О’Нил — «Ёр»", "Ҷамшед О’Нил — «Ёр»"),
        ("\u202e\u2066\t", ""),
    ],
)
def test_a_name_is_one_line_without_invisible_signs(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
    assert one_line(kept) == kept


def test_longer_words_keep_their_lines_but_nothing_that_turns_the_direction() -> None:
    assert several_lines(f" one\n\n\ttwo {TURNED}\n") == "one\n\n\ttwo abcdefghi"
    assert several_lines("می\u200cرود\u200f") == "می\u200cرود\u200f"


@pytest.mark.parametrize(
    ("kind", "name", "kept"),
    [
        ("person", "name", "a b"),
        ("source", "title", "a b"),
        ("source", "author", "a b"),
        ("source", "outlet", "a b"),
        ("incident", "title", "a b"),
        ("source", "note", "a\nb"),
        ("incident", "account", "a\nb"),
    ],
)
def test_the_field_says_whether_it_is_one_line(kind: str, name: str, kept: str) -> None:
    prop = BY_NAME[kind].properties[name]
    assert typed_text(prop, "a\n\u202eb", "ru") == Text(kept, "ru")


def test_what_is_stored_or_received_is_read_as_it_was_signed() -> None:
    signed = "Safar\n\u202eOdinaev\u200f"
    assert value_from_json({"text": signed}) == Text(signed)
