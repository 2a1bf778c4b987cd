"""Letters come in with their headers and words; what hung on them is named and counted."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers import signatures
from casefiles.intake.readers.mail import messages as mail
from casefiles.intake.reading import Note, Part, Refusal

RUSSIAN = "Вчера в городе прошло собрание, и мать учителя сказала, что ждет писем.\n"
HEAD = b"From: Ali <ali@example.org>\r\nMessage-ID: <1@example.org>\r\n"
FROM = "From: Ali <ali@example.org>"
BETWEEN = f"\n\n{'-' * 60}\n\n"


def letter(words: str = "We are well.\n", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Мать <mother@example.org>"
    made["To"] = "Ali <ali@example.org>"
    made["Date"] = "Mon, 12 May 2003 10:00:00 +0500"
    made["Subject"] = "Суд над учителем, который начался вчера утром в городском суде"
    for name, value in headers.items():
        made[name] = value
    made.set_content(words)
    return made


TOP = (
    "From: Мать <mother@example.org>\nTo: Ali <ali@example.org>\n"
    "Date: Mon, 12 May 2003 10:00:00 +0500\n"
    "Subject: Суд над учителем, который начался вчера утром в городском суде"
)


def raw(headers: bytes, words: bytes = b"hello") -> str:
    """The text of a letter with those headers and words, behind its first line."""
    return mail.read(HEAD + headers + b"\r\n" + words).text.removeprefix(FROM).strip("\n")


def test_a_letter_becomes_its_headers_and_its_words() -> None:
    read = read_text(letter(RUSSIAN, Cc="B <b@example.org>").as_bytes())
    top = TOP.replace("\nDate", "\nCc: B <b@example.org>\nDate")
    assert read.text == f"{top}\n\n{RUSSIAN.strip()}"
    assert (read.encoding, read.notes) == ("utf-8", ())


def test_of_two_versions_the_plain_one_is_taken_and_it_is_said() -> None:
    made = letter()
    made.add_alternative("<p>We are <b>well</b>.</p>", subtype="html")
    read = read_text(made.as_bytes())
    assert read.text == f"{TOP}\n\nWe are well."
    assert read.notes == ("The message has the same words in another form, which was left out.",)


def test_a_letter_in_markup_alone_is_read_as_a_page() -> None:
    made = letter()
    made.set_content("<p>We are <b>well</b>.<p hidden>x</p>", subtype="html", cte="base64")
    read = read_text(made.as_bytes())
    assert read.text == f"{TOP}\n\nWe are well."
    assert read.notes == ("One hidden passage is not in the text.",)


def test_an_empty_plain_version_gives_way_to_the_other() -> None:
    made = letter(" \n")
    made.add_alternative("<p>We are well.</p>", subtype="html")
    assert mail.read(made.as_bytes()).text == f"{TOP}\n\nWe are well."


def test_what_hangs_on_a_letter_is_named_and_counted() -> None:
    made = letter()
    made.add_attachment(b"x" * 1000, maintype="image", subtype="png", filename="фото.png")
    made.add_attachment("a list\n", filename="list.txt")
    read = read_text(made.as_bytes())
    assert read.text == (
        f"{TOP}\n\nWe are well.\n\n"
        "[attached: фото.png, image/png, 1000 bytes]\n[attached: list.txt, text/plain, 7 bytes]"
    )
    assert read.notes == ("2 attachments were left out; lines of the text name them.",)


def test_a_letter_inside_a_letter_stands_behind_it() -> None:
    made, inside = letter(), letter("It began.\n")
    made.add_attachment(inside)
    assert mail.read(made.as_bytes()).text == f"{TOP}\n\nWe are well.{BETWEEN}{TOP}\n\nIt began."


def test_letters_inside_letters_are_followed_only_so_deep() -> None:
    data = HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 20 + b"Subject: in\r\n\r\nhello"
    read = mail.read(data)
    assert read.text.count("-" * 60) == 8
    assert read.text.endswith("[attached: message/rfc822, 5 bytes]")
    assert read.notes == (Note("attached", 1),)


def test_a_mailbox_is_its_letters_in_their_order() -> None:
    one = b"From a@b Mon May 12 10:00:00 2003\n" + HEAD.replace(b"\r", b"")
    two = one + b"\nhello\n>From me\n\nFrom you\n\n"
    read = read_text(two + one + b"\nbye\n")
    assert read.text == f"{FROM}\n\nhello\nFrom me\n\nFrom you{BETWEEN}{FROM}\n\nbye"
    assert read.notes == ("The file holds 2 messages, with a line between them.",)


def test_what_stands_before_the_first_letter_of_a_mailbox_is_kept() -> None:
    read = mail.read_mailbox(HEAD + b"\r\nhello\r\n\r\nFrom a\r\nTo: b\r\n\r\nbye")
    assert read.text == f"{FROM}\n\nhello{BETWEEN}To: b\n\nbye"


def test_a_saved_page_is_read_as_a_page() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n'
        b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<!DOCTYPE html><meta charset=3Dkoi8-r><title>T</title><p>=C1=C2=\r\n=D7\r\n"
        b"----b\r\nContent-Type: image/png\r\n\r\nxyz\r\n----b--\r\n"
    )
    read = read_text(data)
    assert (read.text, read.encoding) == ("T\n\nабв", "koi8-r")
    assert read.notes == ("One other part of the saved page (a picture, a frame) was left out.",)
    assert mail.read_saved_page(HEAD + b"\r\nhello").text == f"{FROM}\n\nhello"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"=?koi8-r?B?8NLJ18XU?= you", "Привет you"),
        (b"=?KOI8-R?b?8NLJ18XU?=\r\n =?koi8-r?Q?_=C1?=", "Привет а"),
        (b"=?utf-8?B?0J8=?= =?utf-8?B?0Q==?= =?utf-8?B?gNC4?=", "При"),
        (b"=?utf-8*ru?Q?=D0=9F?=", "П"),
        ("Привет, друзья".encode(), "Привет, друзья"),
        ("Привет, дорогие друзья и коллеги".encode("koi8-r"), "Привет, дорогие друзья и коллеги"),
        (b"=?rot13?Q?uryyb?=  =?idna?Q?xn--a?=", "uryybxn--a"),
        (b"=?utf-8?B?A?= =?utf-8?Q?=ZZ?= =?x", "A=ZZ =?x"),
        (b"a\r\n\tb\x00c", "a b c"),
        ("a \u202eb".encode(), "a b"),
    ],
)
def test_headers_are_decoded_whatever_is_written_there(written: bytes, words: str) -> None:
    assert raw(b"Subject: " + written + b"\r\n") == f"Subject: {words}\n\nhello"


def test_every_header_of_a_name_is_shown() -> None:
    assert raw(b"FROM: B <b@example.org>\r\nSubject:\r\n") == "From: B <b@example.org>\n\nhello"


@pytest.mark.parametrize(
    ("said", "codec"),
    [
        ("koi8-r", "koi8-r"),
        ('"windows-1251"', "cp1251"),
        ("utf-8", "koi8-r"),
        ("us-ascii", "cp1251"),
        ("zlib", "cp1251"),
        ("", "koi8-r"),
        ("utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("way", ["base64", "8bit"])
def test_words_are_decoded_whatever_is_said_of_them(said: str, codec: str, way: str) -> None:
    if (codec, way) == ("utf-16", "8bit"):
        return  # is never sent so: its bytes look like line ends
    words = RUSSIAN.encode(codec)
    kind = f"Content-Type: text/plain; charset={said}\r\nContent-Transfer-Encoding: {way}\r\n"
    sent = base64.encodebytes(words) if way == "base64" else words
    assert raw(kind.encode(), sent) == RUSSIAN.strip()


@pytest.mark.parametrize(
    "kind",
    [
        b"Content-Type: multipart/mixed",
        b'Content-Type: multipart/mixed; boundary=""',
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: multipart/mixed; boundary*=zlib''b; boundary*0=c; boundary=",
        b"Content-Type: multipart/mixed; boundary*" + b"9" * 9000 + b"=b",
        b"Content-Type: " + b";" * 1_000_000,
        b"Content-Type: text/plain; charset*=idna''x; charset*0=y",
        b"Content-Type: nonsense\r\nContent-Transfer-Encoding: \xff",
        b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=\xff",
        b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Disposition: inline; filename*=utf-8''",
    ],
)
def test_strange_words_about_the_content_lose_nothing(kind: bytes) -> None:
    assert "hello" in raw(kind + b"\r\n", b"hello there\r\n") or b"base64" in kind


def test_a_name_from_outside_is_one_short_line() -> None:
    name = b'a\\"]\r\n\t[attached: b' + b"x" * 3000
    kind = b'Content-Type: image/png\r\nContent-Disposition: attachment; filename="' + name
    text = raw(kind + b'"\r\n')
    assert text.count("\n") == 0
    assert len(text) < 300


def test_a_header_without_end_is_cut_and_it_is_said() -> None:
    read = mail.read(HEAD + b"Subject: " + b"=?utf-8?q?a" * 1_000_000 + b"\r\n\r\nhello")
    assert len(read.text) < 110_000
    assert read.text.endswith("\n\nhello")
    assert read.notes == (Note("cut_header", 1),)


def nested(depth: int) -> bytes:
    borders = (f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(depth))
    return HEAD + "".join(borders).encode() + b"\nhello\n"


def test_parts_inside_parts_are_followed_only_so_deep() -> None:
    assert read_text(nested(20)).text == f"{FROM}\n\nhello"
    assert read_text(nested(100)).text == f"{FROM}\n\n[attached: multipart/mixed, 5 bytes]"
    with pytest.raises(UnreadableFile):
        read_text(nested(3000))


def test_a_hole_in_a_letter_is_marked() -> None:
    words = b"We are well, and so are all of you." * 20
    read = mail.read(HEAD + b"\r\n" + words + b"\0")
    assert read.text.endswith("you.\ufffd")
    assert read.notes == (Note("lost", 1),)


def test_a_large_attachment_is_not_unpacked() -> None:
    sent = base64.encodebytes(b"x" * 20_000_000)
    kind = b"Content-Type: image/png; name=x.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    read = read_text(HEAD + kind + sent)
    assert read.text == f"{FROM}\n\n[attached: x.png, image/png, 20000000 bytes]"


@pytest.mark.parametrize(
    ("beginning", "code"),
    [
        ("Return-Path: <a@b>\nReceived: from x\n\tby y\nX-A: b\n\nwords", "mail"),
        ("MIME-Version: 1.0\nContent-Type: text/plain\n\nwords", "mail"),
        ("From: a@b.c\nDate: Mon, 12 May 2003 10:00:00 +0500\nSubject: x\n\nwords", "mail"),
        ("From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "mail"),
        ("MIME-Version: 1.0\nContent-Type: Multipart/Related; boundary=b\n\n--b", "mhtml"),
        ("From a@b Mon\nFrom: a\nMessage-ID: b\n\nwords", "mbox"),
        ("\ufeffFrom: a\r\nMessage-ID: b\r\n\r\nwords", "mail"),
        ("From: a\nMessage-ID: b\nX: " + "y" * 20_000, "mail"),
    ],
)
def test_letters_are_known_by_their_first_lines(beginning: str, code: str) -> None:
    assert signatures.format_of(beginning.encode()) == code


@pytest.mark.parametrize(
    "text",
    [
        "From: our correspondent\n\nThe trial began.",
        "Date: 12 May 2003\nSource: The Paper\n\nThe trial began.",
        "Date: 12 May 2003\nSubject: The trial\n\nThe trial began.",
        "From: Ali\nTo: the court\nDate: 12 May 2003\nSubject: Complaint\n\nI complain.",
        "From: Ali\nMessage-ID: and this is a sentence\nthat goes on here\n\nwords",
        "From Dushanbe\nDate: 12 May 2003\nSource: The Paper\n\nThe trial began.",
        "From Dushanbe to here: words\n\nFrom: a\nMessage-ID: b\n",
        "\nFrom: a\nMessage-ID: b\n\nwords",
        "Subject:\n\n",
        "Subject: " + "x" * 20_000,
    ],
)
def test_articles_that_begin_alike_stay_plain_text(text: str) -> None:
    assert signatures.format_of(text.encode()) is None
    assert read_text(text.encode()).text == text


def test_an_empty_letter_is_refused() -> None:
    with pytest.raises(Refusal, match="empty"):
        mail.read(b"Message-ID: a\nX-Mailer: b\n\n \n")


PIECES = st.one_of(
    st.sampled_from(
        [
            b"\n", b"\r\n\r\n", b"--b\n", b"--b--\n", b"Content-Type: ", b"multipart/mixed",
            b"; boundary=b", b"message/rfc822", b"text/html", b"; charset=", b"*0*=", b"koi8-r",
            b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"uuencode", b"zlib",
            b"Subject: ", b"=?utf-8?B?", b"?=", b"Content-Disposition: attachment; filename*=",
            b"\nFrom a\nTo: b\n", b"multipart/alternative", b"utf-16", b"begin 644 a\n",
        ]
    ),
    st.binary(max_size=6),
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_any_letter_gives_text_or_a_refusal(pieces: list[bytes]) -> None:
    for read in (mail.read, mail.read_mailbox, mail.read_saved_page):
        try:
            text = read(HEAD + b"".join(pieces)).text
        except Refusal:
            continue
        assert "\r" not in text
        text.encode("utf-8")


def test_a_letter_is_called_by_its_subject_sender_and_day() -> None:
    letter = EmailMessage()
    letter["From"] = "Зафар Қосимов <z@example.org>"
    letter["Subject"] = "Боздошти бародарам"
    letter["Date"] = "Tue, 13 Sep 2016 23:00:00 +0500"
    letter["Message-ID"] = "<1@example.org>"
    letter.set_content("Имрӯз.\n")
    read = read_text(letter.as_bytes())
    last = read.text.rstrip("\n").count("\n") + 1
    assert read.parts == (Part(1, last, "Боздошти бародарам", "Зафар Қосимов", "2016-09-13"),)


def test_each_letter_of_a_mailbox_has_its_lines() -> None:
    letters = "".join(
        f"From a@b Mon Jan  1 00:00:00 2018\nFrom: n{n}@example.org\nSubject: number {n}\n"
        f"Message-ID: <{n}@x>\n\nwords {n}\nand more\n\n"
        for n in (1, 2, 3)
    )
    read = read_text(letters.encode())
    lines = read.text.split("\n")
    assert [one.title for one in read.parts] == ["number 1", "number 2", "number 3"]
    for number, one in enumerate(read.parts, 1):
        told = lines[one.first_line - 1 : one.last_line]
        assert told[0] == f"From: n{number}@example.org"
        assert told[-1] == "and more"


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ('"Ali, M." <a@example.org>', "Ali, M."),
        ("a@example.org", "a@example.org"),
        ("<a@example.org>", "<a@example.org>"),
        ("Ali <broken", "Ali <broken"),
    ],
)
def test_a_sender_is_called_by_name_where_there_is_one(header: str, author: str) -> None:
    data = f"From: {header}\nMessage-ID: <1@x>\nDate: sometime\n\nwords\n".encode()
    [part] = mail.read(data).parts
    assert (part.author, part.date, part.title) == (author, "", "")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_letter_behind_a_mark_is_read_as_a_letter(codec: str) -> None:
    written = (
        "From: Ali <a@example.org>\nSubject: news\nMessage-ID: <1@x>\n"
        "Content-Transfer-Encoding: quoted-printable\n\nall =3D well\n"
    )
    read = read_text(written.encode(codec))
    assert read.text == "From: Ali <a@example.org>\nSubject: news\n\nall = well"
    assert read.parts[0].title == "news"


def test_an_article_that_explains_a_header_is_an_article() -> None:
    text = "Message-ID: is a term\nSubject: what we say\n\nAn article.\n"
    assert read_text(text.encode()).text == text
