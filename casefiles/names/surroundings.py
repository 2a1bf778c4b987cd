"""What stands around a name and tells what it is the name of: a person, or a street, a law, a fund.

General words of English, Russian and Tajik; no names.
"""

_AFTER = frozenset(
    word
    for line in (
        "act acts law laws list bill prize award medal doctrine plan accord protocol amendment",
        "street avenue road square boulevard highway bridge park airport station stadium peak",
        "mosque madrasa university institute academy school college library museum theatre theater",
        "foundation fund centre center hospital programme program scholarship fellowship project",
        "district province region county city town village river lake dam valley oblast rayon",
        "film movie novel cup trophy brigade battalion factory mausoleum",
    )
    for word in line.split()
)
_BEFORE = frozenset(
    word
    for line in (
        "закон закона законе закону законом акт акта списке список списка улица улице улицы",
        "проспект проспекта проспекте площадь площади имени им премия премии фонд фонда",
        "университет университета мечеть мечети аэропорт аэропорта медаль орден бульвар",
        "кӯчаи хиёбони хиёбон донишгоҳи номи ба масҷиди фонди майдони қонуни",
        "خیابان میدان دانشگاه بنیاد مسجد فرودگاه قانون",
    )
    for word in line.split()
) - {"ба"}
_ROLES = frozenset(
    word
    for line in (
        "president minister prime chairman chairwoman chair leader head deputy vice interior",
        "foreign defence defense justice prosecutor general colonel major captain lieutenant",
        "ambassador secretary speaker senator judge lawyer attorney advocate journalist reporter",
        "activist politician exile dissident blogger scholar professor researcher analyst expert",
        "director chief commander warlord mayor governor mufti king emir sheikh mullah brother",
        "sister father mother son daughter wife husband uncle cousin nephew editor correspondent",
        "spokesman spokeswoman spokesperson former late mr mrs ms dr",
        "президент министр председатель лидер глава генерал полковник адвокат журналист",
        "активист политик прокурор судья брат сестра отец мать сын дочь жена дядя господин",
        "раиси раис вазири вазир сардори роҳбари ҷаноби",
    )
    for word in line.split()
)
_KIN = frozenset(
    word
    for line in (
        "father mother brother brothers sister sisters son sons daughter daughters wife husband",
        "uncle aunt nephew niece cousin parents relative relatives grandfather grandmother",
        "отец отца отцу мать матери брат брата брату братья братьев сестра сестры сестре сын сына",
        "дочь дочери жена жены муж мужа дядя дяди тётя племянник племянника родственник",
        "родственники родственников родители родителей",
        "падари модари бародари хоҳари писари духтари зани ҳамсари амаки",
        "پدر مادر برادر خواهر پسر دختر همسر عموی",
    )
    for word in line.split()
)
_NO_NAMES = frozenset(
    word
    for line in (
        "islam allah god ramadan quran koran bible monday tuesday wednesday thursday friday",
        "saturday sunday january february march april may june july august september october",
        "november december ислам аллах коран бог рамадан рамазон",
    )
    for word in line.split()
)


def is_no_name(word: str) -> bool:
    """Whether the word, alone and with a capital, hardly ever stands for a person."""
    return word.casefold() in _NO_NAMES


def is_kin(word: str) -> bool:
    """Whether the word says whose relative somebody is."""
    return word.casefold() in _KIN


def is_institution(word: str) -> bool:
    """Whether what comes before this word is no person, but what somebody was remembered by."""
    return word.casefold() in _AFTER


def leads_to_institution(word: str) -> bool:
    """The same for languages in which the name comes last."""
    return word.casefold() in _BEFORE


def is_role(word: str) -> bool:
    """Whether the word says what somebody is, so that a name may follow it."""
    return word.casefold() in _ROLES
