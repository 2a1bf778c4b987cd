"""Letters of the scripts in which Central Asian names are written, as tables to a common Latin.

The romanisation is lower-case and plain: it is for comparing and finding, never for showing.
Cyrillic covers Tajik, Russian, Uzbek, Kyrgyz and Kazakh; Arabic script covers Persian, Dari and
Uyghur letters as far as names need them.
"""

LEGACY_TAJIK = str.maketrans("ЊЉЌЃЎЇњљќѓўї", "ҲҶҚҒӮӢҳҷқғӯӣ")
"""Fonts of the 1990s drew Tajik letters at the places of Serbian, Macedonian and others."""

CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufie", strict=True))
    | {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya"}
    | {"ғ": "gh", "ӣ": "i", "қ": "q", "ӯ": "u", "ҳ": "h", "ҷ": "j"}
    | {"ә": "a", "і": "i", "ң": "ng", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "є": "ye"}
    | {"ђ": "j", "џ": "j", "ј": "y", "ґ": "g"}
)

LATIN = str.maketrans(
    {"ş": "sh", "š": "sh", "ș": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ž": "zh", "ż": "zh"}
    | {"ğ": "gh", "ġ": "gh", "ḡ": "gh", "ǰ": "j", "ḫ": "kh", "ẖ": "kh", "ı": "i", "ə": "a"}
    | {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"}
)

ARABIC_SHAPES = str.maketrans({"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه"})
"""Letters that Arabic and Persian keyboards code differently."""

PLAIN_FEH = "ڥ"
"""Stands for a feh that is read as one; see `persian_readings`."""

ARABIC = str.maketrans(
    dict(zip("ابپتثجحدذرزسصضطظفقکگلمنه", "obptsjhdzrzssztzfqkglmnh", strict=True))
    | {"آ": "o", "أ": "a", "إ": "i", "ء": "", "ؤ": "u", "ع": "", "چ": "ch", "خ": "kh"}
    | {"ژ": "zh", "ش": "sh", "غ": "gh", "و": "u", "ی": "i", "ڭ": "ng", "ھ": "h", "ە": "a"}
    | {"ۇ": "u", "ۆ": "o", "ۈ": "u", "ې": "e", "ۋ": "v", "ڤ": "v", PLAIN_FEH: "f"}
)

APOSTROPHES = "'’‘ʼʻʽ`´ʹˈ′"
JOINERS = "\u200c\u200d\u00ad\u2060\ufeff\u0640"
"""Zero-width joiners, soft hyphens and the stretching line of Arabic script: they carry nothing."""
