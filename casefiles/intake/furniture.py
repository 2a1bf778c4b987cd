"""What a web page puts around articles: archive headers, menus, pagers, cross-references.

Only wordings that belong to no single site: the phrases of common blog and news systems in English
and Russian.
"""

import re
from dataclasses import dataclass

from casefiles.intake import datelines

_ARCHIVE = re.compile(
    r"(?P<sort>(?:(?:daily|monthly|yearly|tag|category|author|blog)\s+)?archives?"
    r"|(?:ежедневный |месячный )?архивы?|архив (?:рубрики|метки|автора)|рубрика|метка)"
    r"\s*(?::|for|за|-)\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"skip to (?:main )?(?:content|navigation)|(?:main )?menu|toggle navigation|home|search"
    r"|related (?:articles?|posts?|stories|content)"
    r"|(?:join|subscribe to) our (?:mailing list|newsletter)|keep informed about .*|sign up .*"
    r"|share (?:this|on .*)|print(?: this)?|back to top|advertisement"
    r"|(?:older|newer|previous|next) (?:posts?|page|entries)|post navigation|all rights reserved\.?"
    r"|перейти к содержим\w+|меню|поиск|главная|похожие записи|поделиться.*|наверх|реклама"
    r"|(?:предыдущ|следующ)\w+ (?:записи|страница)",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"(?:page\s+|страница\s+)?[0-9]{1,4}\s*(?:/|of|из)\s*[0-9]{1,4}|[<>«»‹›←→|\s0-9…]*[<>«»‹›←→|][<>«»‹›←→|\s0-9…]*",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"(?:(?:posted|filed) (?:in|under)|tagged(?: with)?|tags?|categor(?:y|ies)"
    r"|leave a (?:comment|reply)|[0-9]+ (?:comments?|replies)|no comments|permalink"
    r"|рубрики|метки|оставить комментарий|[0-9]+ комментари\w+)\b.{0,200}",
    re.IGNORECASE,
)
_CROSS_REFERENCE = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|watch|listen|more on this"
    r"|in pictures|photos?|pictures?|images?|videos?|caption|sources?|note"
    r"|editor['’]s note|update|contact|tags?"
    r"|читайте также|смотрите также|см\. также|фото|видео|источник|примечание)"
    r"(?:\s*\([^)]{0,20}\))?\s*:.*",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r".*\b(?:publications|news|updates|articles) from (?:the )?"
    r"(?P<outlet>[^\W\d_][^.,;:]{2,60})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """The header of a page that holds several articles; `period` is EDTF or ""."""

    period: str


def archive(line: str) -> Archive | None:
    """The archive header that this line is, None where it is anything else."""
    found = _ARCHIVE.fullmatch(line) if len(line) <= 120 else None
    return Archive(datelines.month_of(found["rest"])) if found else None


def is_furniture(line: str) -> bool:
    """Menus, pagers and the like: never part of an article's words."""
    return bool(_FURNITURE.fullmatch(line.strip("←→«»‹›<>|• ")) or _PAGER.fullmatch(line))


def is_trailer(line: str) -> bool:
    """Lines that a blog puts under an article: its rubric, tags, comments."""
    return bool(_TRAILER.fullmatch(line))


def is_cross_reference(line: str) -> bool:
    """ "Read more: ...", captions and the like look like headings and are none."""
    return bool(_CROSS_REFERENCE.fullmatch(line))


def newsletter_outlet(line: str) -> str:
    """The outlet that invites readers to its news, "" where the line does not."""
    found = _NEWSLETTER.fullmatch(line) if is_furniture(line) else None
    return found["outlet"].strip() if found else ""
