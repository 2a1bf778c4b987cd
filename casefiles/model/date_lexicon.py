"""The words of dates, English, Russian, Tajik and Persian: months, seasons, parts, doubt.

Words stand as `plain` leaves them: small letters, е for ё, the Persian ی and ک, digits 0 to 9.
"""

from collections.abc import Iterable

_MONTH_WORDS = (
    "january jan январь января январе янв январ январи ژانویه جنوری",
    "february feb февраль февраля феврале фев февр феврал феврали فوریه فبروری",
    "march mar март марта марте мар марти مارس مارچ",
    "april apr апрель апреля апреле апр апрел апрели آوریل اپریل آپریل",
    "may май мая мае майи مه می",
    "june jun июнь июня июне июн июни ژوئن جون",
    "july jul июль июля июле июл июли ژوئیه ژوییه جولای",
    "august aug август августа августе авг августи اوت آگوست اگست",
    "september sep sept сентябрь сентября сентябре сен сент сентябр сентябри سپتامبر سپتمبر",
    "october oct октябрь октября октябре окт октябр октябри اکتبر اکتوبر",
    "november nov ноябрь ноября ноябре нояб ноя ноябр ноябри نوامبر نومبر",
    "december dec декабрь декабря декабре дек декабр декабри دسامبر دسمبر",
)
MONTHS = {word: number for number, line in enumerate(_MONTH_WORDS, 1) for word in line.split()}

_IRANIAN_MONTH_WORDS = (
    "فروردین حمل",
    "اردیبهشت ثور",
    "خرداد جوزا",
    "تیر سرطان",
    "مرداد امرداد اسد",
    "شهریور سنبله",
    "مهر میزان",
    "آبان عقرب",
    "آذر قوس",
    "دی جدی",
    "بهمن دلو",
    "اسفند حوت",
)
IRANIAN_MONTHS = {
    word: number for number, line in enumerate(_IRANIAN_MONTH_WORDS, 1) for word in line.split()
}
"""The months that begin with that of the new year in March, by their names in Iran and Kabul."""

_TYPED_IRANIAN_MONTH_WORDS = (
    "фарвардин фарвардини ҳамал ҳамали farvardin hamal",
    "урдибиҳишт урдибиҳишти ордибехешт савр саври ordibehesht sawr saur",
    "хурдод хурдоди хордад ҷавзо ҷавзои khordad jawza",
    "тир тири саратон саратони tir saratan",
    "мурдод мурдоди мордад асад асади mordad amordad asad",
    "шаҳривар шаҳривари шахривар сунбула сунбулаи shahrivar sunbula sonbola",
    "меҳр меҳри мехр мизон мизони mehr mizan",
    "обон обони абан ақраб ақраби aban aqrab",
    "озар озари азар қавс қавси azar qaws qaus",
    "дай дайи дей ҷадӣ ҷадии dey dei jadi jadwi",
    "баҳман баҳмани бахман далв далви bahman dalw dalv",
    "исфанд исфанди эсфанд ҳут ҳути esfand isfand hut hoot",
)
TYPED_IRANIAN_MONTHS = IRANIAN_MONTHS | {
    word: number
    for number, line in enumerate(_TYPED_IRANIAN_MONTH_WORDS, 1)
    for word in line.split()
}
"""Also in Tajik, Russian and Latin letters: in texts too many of them are people's names."""

_SEASON_WORDS = {
    "21": "spring весна весной весны весну баҳор баҳори بهار",
    "22": "summer лето летом лета тобистон тобистони تابستان",
    "23": "autumn fall осень осенью осени тирамоҳ тирамоҳи پاییز خزان",
    "24": "winter зима зимой зимы зиму зимистон зимистони زمستان",
}
SEASONS = {word: code for code, line in _SEASON_WORDS.items() for word in line.split()}

_THIRD_PHRASES = (
    "early beginning start начало начале начала началу аввали ибтидои اوایل اوائل آغاز",
    "mid middle середина середине середины миенаи نیمه اواسط",
    "late end конец конце конца концу охири поени اواخر پایان",
)
THIRDS = {word: which for which, words in enumerate(_THIRD_PHRASES) for word in words.split()}

ORDINAL = "st|nd|rd|th|-?го|-?е|-?(?:ю|у)?ми?"
"""What follows the number of a day where a date is typed ..."""
ORDINAL_IN_TEXTS = "st|nd|rd|th|-?го|-?е|-(?:ю|у)?ми?"
"""... and in a text, where 12м may be metres."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ABOUT = (
    r"about|around|approximately|approx\.?|circa|ca?\.|roughly|~|около|примерно|приблизительно"
    r"|тақрибан|тахминан|حدود|تقریبا"
)
PERHAPS = r"perhaps|possibly|probably|maybe|возможно|вероятно|наверное|шояд|эҳтимолан|شاید|احتمالا"
AGO = r"ago|назад|тому назад|пеш|قبل|پیش"
NOISE = (
    r"the|of|in|on|at|during|sometime|year(?=\s+[0-9])|в|во|год|года|году|годом|годы|годах|годов|г|гг"
    r"|дар|сол|соли|санаи|моҳи(?!\s+гузашта)|در|سال|ماه(?!\s+گذشته)"
)
"""Words that carry nothing for a date once the rest is read."""

_PLAIN = str.maketrans(
    {
        "ё": "е",
        "ي": "ی",
        "ك": "ک",
        "\u200c": " ",
        "\u00a0": " ",
        "\u202f": " ",
        "،": ",",
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **{chr(zero + one): str(one) for zero in (0x0660, 0x06F0) for one in range(10)},
    }
)


def plain(text: str) -> str:
    """The text as dates are read: one character for each, so that every place stays the same."""
    small = text.lower()
    if len(small) != len(text):  # a capital such as İ becomes two characters
        small = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return small.translate(_PLAIN)


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of them, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
