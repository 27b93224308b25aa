"""Text → word tokens with offsets, after the conventions of the English UD treebanks (EWT, GUM).

Clitics ("n't", "'s"), hyphens inside compounds, slashes, currency and percent signs and units ("5pm", "640m") are tokens of their own;
abbreviations, numbers, dates in figures, web addresses, file names and words with a few prefixes ("co-operation") stay whole. Where the two
treebanks differ, the choice is the one that suits newswire. Every character that is not white space belongs to exactly one token.

The time is linear in the text: what may be long is repeated possessively or up to a bound, and what may reach far and yet fail starts only
where nothing to the left could have reached across (`_FRESH`).
"""
from __future__ import annotations

import re
from collections.abc import Iterator

# Abbreviations that keep their full stop. A full stop after any other word is a token.
_ABBREVIATIONS = (
    r"Mr Mrs Ms Dr Prof Sen Reps? Gov Gen Col Maj Capt Lt Sgt Cpl Pvt Brig Cmdr Cdr Adm Hon Rev St Sr Jr Messrs Mme Mlle Amb Supt Attn "
    r"Smt Eng Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec Mon Tues? Wed Thu Thurs? Fri Sat Sun Calif Conn Fla Va "
    r"Inc Ltd Co Corp Bros Cos Plc vs approx est [Ee]sp eg cf al ca Nos Vol pp Ave Blvd Ft Mt Ph\.D M\.Sc Spec Conf"
).split()
_BEFORE_FIGURES = "No Art Sec Sc Para ext c p b d m".split()  # "No. 5", "p. 12", "b. 1949"; elsewhere "No." is an answer
# Prefixes that the treebanks leave joined to their word; other hyphens split it. "un" is not one of them because of "UN-led".
_PREFIXES = "anti co counter cross de e ex inter intra micro mid mini multi non over post pre pro psycho re semi socio sub".split()
# Units and magnitudes that the treebanks cut from the number before them ("5pm"). Longer words are cut in any case.
_UNITS = r"am pm a\.m p\.m m bn mn tn k b t p mm cm km kg ft hh hz kb lb".split()

_LETTER = r"[^\W_]"
_MARKS = "\u0300-\u036f\u00ad"  # accents that follow their letter, and the soft hyphen: neither ends a word
_LETTERS = rf"{_LETTER}++(?:[{_MARKS}]++{_LETTER}*+|_++{_LETTER}++)*+"
_APOSTROPHE = "['’`]"
_FRESH = r"(?<![\w.@/+%#-])"

# Most words: nothing after them that could belong to them. Tried first for speed, except on words that end like a solid contraction.
_ALONE = rf"(?![\w{_MARKS}.@&#$'’`/-]|:/|(?<=mailto):)"
_PLAIN = rf"[^\W\d_]++{_ALONE}"
_QUICK = rf"[^\W\d_]++(?<![NnOo][Tt]|[NnTt][Aa]|[EeTt][Ss]|[RrVvMm][Ee]|[Ii][Mm]|no){_ALONE}"
# Two words written as one, without apostrophe. The first is matched here; the second is what comes next. "Im" may be a Korean name,
# and "its" nearly always is the pronoun.
_SOLID = (
    r"\b(?:(?i:can(?=not\b)|(?:do|does|did|wo|ca|could|would|should|is|are|was|were|has|have|had|ai|ar)(?=nt\b)"
    r"|(?:gon|wan)(?=na\b)|(?:got|lot|out)(?=ta\b)|(?:gim|lem)(?=me\b)|du(?=nno\b)|a(?=lot\b)"
    r"|(?:that|there|what|here|he|she)(?=s\b)|it(?=s\s(?:an?|the|not|been|my)\b)|(?:they|you)(?=(?:re|ve)\b)|i(?=ve\b))"
    r"|i(?=m\b)|I(?=m\s[a-z]))"
)

_FAR = r"[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"  # the rest of an address, less the punctuation of the sentence
_URL = rf"(?i:(?:https?|s?ftp)://|www\.|mailto:){_FAR}"
_MAIL = rf"{_FRESH}[\w.+%-]{{1,64}}@[^\W\d_][\w-]*+(?:\.[\w-]++)*+"
_HANDLE = r"(?<!\w)[@#][^\W\d_]\w*+"
_SITE = (
    rf"{_FRESH}(?:[\w-]{{1,63}}\.){{1,6}}(?i:(?:com|org|net|edu|gov|mil)(?:\.[a-z]{{2}})?|info|int|eu|uk|ru|ua)(?![\w-])(?:/{_FAR})?"
    rf"|{_FRESH}(?:alt|comp|misc|rec|sci|soc)(?:\.[a-z][\w-]{{0,63}}){{1,6}}"
)
_FILE = rf"{_FRESH}[\w#-]{{0,63}}\.(?i:docx?|xlsx?|pptx?|pdf|txt|rtf|csv|zip|html?|url|jpe?g|gif|png|exe)\b"

_ABBREVIATION = (
    r"(?:[^\W\d_]\.){2,}+(?:[^\W\d_](?![\w'’]))?|(?<!\w)[^\W\d_]\.[^\W\d_](?![\w'’])"  # "U.S.", and "U.S" where it is written so
    rf"|\b(?:{'|'.join(_ABBREVIATIONS)})\.|\b(?:{'|'.join(_BEFORE_FIGURES)})\.(?=\s?\d)"
    r"|\betc\.(?!\s+[A-Z]|\s*\Z|\.)"  # at the end of a sentence its full stop is the sentence's
    r"|\b[A-HJ-UW-Z]\.(?=\s+[A-Z]|[A-Z][a-z])"  # an initial; not "I." and "V.", pronoun and numeral, which end sentences
)
_JOINED = r"\b(?:[A-Z]{1,4}(?:&[A-Z]{1,4})+|[a-z]&[a-z]|[Ww]/o(?:ut)?|s/he|[LlIi]/[CcSs]|b/t)\b"  # "AT&T", "R&D"

_CURRENCY = r"(?:US|A|C|NZ|HK|S|R)?\$(?!\$)|[€£¥₩₽₸₴₺₹]"
_DATE = r"(?<![\w/.])(?:\d\d?/\d\d?(?:/(?:\d\d){1,2})?|\d\d?-\d\d?-(?:\d\d){1,2}|\d{4}-\d\d-\d\d)(?![\w/]|-\d)"  # and fractions
_PHONE = (  # not "500-1000 people"
    r"(?<![\w/.-])(?:(?:1-)?\d{3}[-/]\d{3}-\d{4}|\d{3}-\d\d(?!00)\d\d|\d{5}-\d{4})(?![\w/]|-\d)|(?<!\w)\+\d++(?![.,%]?\w)"
)
_DECADE = r"(?:1\d)?\d0['’]s\b"
_NUMBER = rf"(?:\d++(?:[.,:]\d++)*+|(?<![\w.])\.\d++)(?:(?=(?i:{'|'.join(_UNITS)})\b|[a-z]{{3,}}\b)|{_LETTER}*+)"

_NEGATED = rf"{_LETTER}+(?=n{_APOSTROPHE}t\b)"
_CLITIC = rf"n{_APOSTROPHE}t\b|{_APOSTROPHE}(?:s|re|ve|ll|d|m)\b"
_CLIPPED = r"(?<!\w)['’](?:(?:em|n|til|tis|twas)\b|\d\ds?\b(?![.,:]\d|%))"  # "'em", "'90s"
_PREFIXED = rf"\b(?:{'|'.join(_PREFIXES)})-{_LETTERS}"
_WORD = rf"{_LETTERS}(?:['’](?!(?:s|re|ve|ll|d|m|t)\b){_LETTERS})*+"

_EMOTICON = r"(?<![\w)])(?:>?[:;=][-^o']?[)(\]\[DPpOo/\\|*]|\(:|<3|\^_\^|-_-)(?![\w/])"
_ARROW = r"(?<![<=-])(?:[<=]?[-=]++>|<[-=]++)|[<>]="
_RUN = r"\.[!?]+|[!?]{2,}|‘’|([^\w\s()\[\]{}])\1+|_+"  # brackets nest, each is a token

_TOKEN = re.compile(r"(?=\S)(?:" + "|".join((
    _QUICK, _SOLID, _PLAIN, _URL, _MAIL, _HANDLE, _SITE, _FILE, _ABBREVIATION, _JOINED, _CURRENCY, _DATE, _PHONE, _DECADE, _NUMBER,
    *(f"(?i:{pattern})" for pattern in (_CLITIC, _CLIPPED, _PREFIXED, _NEGATED, _WORD)), _EMOTICON, _ARROW, _RUN, r"\S",
)) + ")")


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of each token of ``text[start:end]``, in code points of `text`, in order and without overlap."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()
