"""Domains: which host names Telegram makes a link of when they stand in plain text."""

import re

_COMMON = re.compile(
    r"com|net|org|info|biz|edu|gov|mil|int|aero|asia|cat|coop|jobs|mobi|museum|name|post|pro|"
    r"tel|travel|xxx|academy|agency|app|art|bar|blog|cafe|city|cloud|club|company|dev|design|"
    r"digital|email|eus|events|express|finance|foundation|fun|fund|gal|game|gallery|global|"
    r"group|guide|guru|host|house|ink|institute|international|land|legal|life|link|live|ltd|"
    r"market|media|money|network|news|one|online|page|partners|party|photo|pics|place|plus|"
    r"press|pub|report|review|rocks|school|science|shop|site|social|software|solutions|space|"
    r"store|studio|style|support|systems|team|tech|technology|tips|today|tools|top|tours|town|"
    r"trade|training|university|video|vip|watch|website|wiki|win|work|works|world|wtf|xyz|zone|"
    r"berlin|brussels|london|paris|roma|wien|vlaanderen|scot|cymru|quebec|рф|рус|бел|укр|ею|ευ"
)
_COUNTRY = re.compile(
    r"a[cdefgilmoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|"
    r"f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|"
    r"l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|o[m]|p[aefghklmnrstwy]|q[a]|"
    r"r[eosuw]|s[abcdeghijklmnorstuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|"
    r"z[amw]"
)
_ADDRESS = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)")


def is_host(name: str, *, after_scheme: bool) -> bool:
    """Whether the name makes a link: an address of four numbers, or labels with an ending people use.

    After a scheme any ending will do (TDLib, fix_url).
    """
    if _ADDRESS.fullmatch(name):
        return True
    labels = name.split(".")
    if not all(_is_label(label) for label in labels) or "_" in labels[-2]:
        return False
    return _is_ending(labels[-1].lower(), after_scheme=after_scheme)


def _is_label(label: str) -> bool:
    return 0 < len(label.encode()) < 64 and not label.endswith("-")


def _is_ending(ending: str, *, after_scheme: bool) -> bool:
    if re.fullmatch(r"xn--[a-z0-9]{2,}", ending):
        return True
    if len(ending) < 2 or ending.isdigit() or "_" in ending or "-" in ending:
        return False
    return after_scheme or bool(_COMMON.fullmatch(ending) or _COUNTRY.fullmatch(ending))
