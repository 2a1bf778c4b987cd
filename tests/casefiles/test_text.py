"""Words: one English word that is several elsewhere."""

from casefiles.text import _, speaking


def test_a_name_of_a_thing_is_another_word_than_a_persons() -> None:
    with speaking("ru"):
        assert _("Name") == "Имя"
        assert _("thing|Name") == "Название"


def test_what_tells_them_apart_is_never_shown() -> None:
    with speaking("en"):
        assert _("thing|Name") == "Name"
    assert _("none of / \\ | :") == "none of / \\ | :"
