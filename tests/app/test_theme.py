"""Colours that can be read, in every theme."""

import itertools

import pytest
from PySide6.QtCore import Qt

from app.theme import CONTRAST, LIGHT, THEMES, Colours, contrast, mirrored

TEXT, CONTROL, STRONG = 4.5, 3.0, 7.0
KINDS = ("person", "organisation", "incident", "place", "source")


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("words", ["text", "muted", "accent", "danger", *KINDS])
@pytest.mark.parametrize("behind", ["ground", "raised"])
def test_every_word_can_be_read_on_every_ground(theme: Colours, words: str, behind: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, behind)) >= TEXT


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read_where_it_is_marked_selected_or_on_the_main_button(
    theme: Colours,
) -> None:
    assert contrast(theme.text, theme.mark) >= TEXT
    assert contrast(theme.text, theme.selection) >= TEXT
    assert contrast(theme.accent, theme.selection) >= TEXT
    assert contrast(theme.on_accent, theme.accent) >= TEXT


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_edges_of_controls_and_the_focus_are_seen(theme: Colours) -> None:
    for edge, behind in itertools.product(
        (theme.border, theme.accent), (theme.ground, theme.raised)
    ):
        assert contrast(edge, behind) >= CONTROL


def test_high_contrast_is_high() -> None:
    for words in ("text", "muted", "accent", "danger", *KINDS):
        assert contrast(getattr(CONTRAST, words), CONTRAST.ground) >= STRONG


def test_kinds_without_a_colour_of_their_own_are_muted() -> None:
    assert LIGHT.of_kind("event") == LIGHT.muted
    assert LIGHT.of_kind("person") == LIGHT.person


def test_the_layout_is_mirrored_for_languages_read_from_the_right() -> None:
    assert mirrored("fa") is Qt.LayoutDirection.RightToLeft
    assert mirrored("tg") is Qt.LayoutDirection.LeftToRight
