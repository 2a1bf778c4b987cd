"""Plain text comes in as it was written, whatever wrote it; anything else is refused by name."""

import os

import pytest

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers import legacy_text, unicode_text
from casefiles.intake.readers.decoding import decode
from casefiles.intake.reading import Refusal

RUSSIAN = 'Вчера в городе прошло собрание, и мать учителя сказала: "Мы ждём писем".\n' * 3
GERMAN = "Die Bürgermeisterin grüßte – „kühl“, wie es später hieß – die Gäste aus Zürich.\n" * 3


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("cp866", "cp866"),
    ],
)
def test_russian_text_reads_the_same_in_every_encoding(codec: str, named: str) -> None:
    plain = RUSSIAN.replace("ё", "е")
    read = read_text(plain.encode(codec))
    assert (read.text, read.encoding, read.lines) == (plain, named, 3)


def test_western_text_is_told_from_russian() -> None:
    read = read_text(GERMAN.encode("cp1252"))
    assert (read.text, read.encoding) == (GERMAN, "cp1252")


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866"])
def test_text_in_capitals_is_told_too(codec: str) -> None:
    shouted = RUSSIAN.upper().replace("Ё", "Е")
    assert legacy_text.read(shouted.encode(codec)).text == shouted


def test_a_guessed_encoding_is_said_to_be_guessed() -> None:
    assert "told from its letters" in " ".join(read_text(RUSSIAN.encode("koi8-r")).notes)
    assert read_text(RUSSIAN.encode("utf-8")).notes == ()


def test_letters_of_the_old_tajik_fonts_stay_the_code_points_that_were_typed() -> None:
    typed = "Њамаи мардум ба шањри дигар рафтанд ва дар он љо зиндагї карданд.\n" * 3
    read = legacy_text.read(typed.encode("cp1251"))
    assert (read.text, read.encoding) == (typed, "cp1251")


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    read = read_text("one\r\ntwo\rthree\nfour\u2028still\u00a0four\x0cfour\tfour  \n\n".encode())
    assert read.text == "one\ntwo\nthree\nfour\u2028still\u00a0four\x0cfour\tfour  \n\n"
    assert read.lines == 5
    assert read.notes == ("2 line ends were another than LF and are kept as LF.",)


def test_composed_and_decomposed_letters_are_not_mixed_up() -> None:
    text = "caf\u00e9 cafe\u0301"
    assert read_text(text.encode()).text == text


def test_damaged_utf_8_keeps_its_encoding_and_tells_the_damage() -> None:
    read = read_text(RUSSIAN.encode()[:-2] + b"\xff\xd0")
    assert read.encoding == "utf-8"
    assert read.text.count("\ufffd") == 2
    assert read.notes[0].startswith("2 places could not be decoded")


def test_half_a_character_in_utf_16_is_told() -> None:
    read = read_text(
        "\ufeffbefore ".encode("utf-16-le") + b"\x00\xd8" + " after".encode("utf-16-le")
    )
    assert read.text == "before \ufffd after"
    assert any(note.startswith("One place could not be decoded") for note in read.notes)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\0" * 5000, "binary"),
        (b"a letter\0with a hole", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04abc" * 100, "binary"),
        (b"PK\x03\x04\x14\x00", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read_text(data)


def test_random_bytes_are_no_text_in_any_encoding() -> None:
    noise = bytes(byte | 0x80 for byte in os.urandom(20_000))
    with pytest.raises(Refusal):
        legacy_text.read(noise)


def test_a_file_of_line_ends_alone_is_not_counted_forever() -> None:
    with pytest.raises(Refusal, match="too_many_lines"):
        unicode_text.read(b"\n" * 6_000_000 + b"x")


def test_decoding_gives_up_as_soon_as_too_much_is_lost() -> None:
    with pytest.raises(Refusal, match="not_mine"):
        decode(b"\xff" * 1000, "utf-8", most_lost=10, otherwise="not_mine")


def test_five_megabytes_on_one_line_are_read_whole() -> None:
    line = "Слово к слову " * 210_000
    read = read_text(line.encode())
    assert (read.text == line, read.lines) == (True, 1)


_CUT_OFF = "The end of this file is missing"


@pytest.mark.parametrize("words", ["Мать ждёт", "He wrote “no", "A letter to Ҷамшед —"])
def test_text_that_is_cut_inside_its_last_character_is_read_and_said_to_be_cut(words: str) -> None:
    whole = f"{words} “".encode()
    for off in (1, 2):
        read = read_text(whole[:-off])
        assert (read.text, read.encoding) == (f"{words} \ufffd", "utf-8")
        assert [note for note in read.notes if _CUT_OFF in note]
        assert not [note for note in read.notes if "could not be decoded" in note]


def test_plain_ascii_that_is_cut_inside_the_only_other_character_is_read() -> None:
    read = read_text("He wrote that he is well.\n“".encode()[:-1])
    assert (read.text, read.encoding) == ("He wrote that he is well.\n\ufffd", "utf-8")
    assert [note for note in read.notes if _CUT_OFF in note]


def test_an_accent_that_ends_a_western_text_is_no_cut_character() -> None:
    read = read_text("Nous nous retrouvons au café".encode("cp1252"))
    assert (read.text, read.encoding) == ("Nous nous retrouvons au café", "cp1252")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_the_cut_is_told_in_every_unicode_encoding(codec: str) -> None:
    read = read_text((RUSSIAN + "конец").encode(codec)[:-1])
    assert read.text == f"{RUSSIAN}коне\ufffd"
    assert [note for note in read.notes if _CUT_OFF in note]


def test_a_cut_end_does_not_hide_other_faults() -> None:
    read = read_text(RUSSIAN.encode() + b"\xff " + "ж".encode()[:1])
    assert [note for note in read.notes if "2 places could not be decoded" in note]
    assert [note for note in read.notes if _CUT_OFF in note]
    with pytest.raises(Refusal):
        unicode_text.read(b"\xcf\xf0\xe8\xe2\xe5\xf2 \xd0\xb6 \xd0")
