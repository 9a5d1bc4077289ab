"""Units after and before a number, each brought to one unit of its dimension."""

import re

_CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "sterling": "GBP", "¥": "JPY",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "₹": "INR", "rupee": "INR", "rouble": "RUB",
    "ruble": "RUB", "a$": "AUD", "c$": "CAD", "franc": "CHF", "krona": "SEK", "krone": "NOK",
    "hryvnia": "UAH", "peso": "peso", "lira": "lira", "rial": "rial", "shekel": "ILS",
    "crown": "crown", "zloty": "PLN", "forint": "HUF", "dirham": "dirham", "riyal": "riyal",
    "dinar": "dinar", "baht": "THB", "rupiah": "IDR", "naira": "NGN", "rand": "ZAR",
}  # fmt: skip
CURRENCIES = frozenset(_CURRENCIES.values())
"""Units of money."""
_MEASURES: dict[str, tuple[str, float]] = {
    "%": ("%", 1), "per cent": ("%", 1), "percent": ("%", 1), "pct": ("%", 1),
    "percentage point": ("points", 1), "basis point": ("points", 0.01),
    "km": ("m", 1000), "kilometre": ("m", 1000), "kilometer": ("m", 1000), "metre": ("m", 1),
    "meter": ("m", 1), "cm": ("m", 0.01), "centimetre": ("m", 0.01), "centimeter": ("m", 0.01),
    "mm": ("m", 0.001), "millimetre": ("m", 0.001), "mile": ("m", 1609.344),
    "foot": ("m", 0.3048), "feet": ("m", 0.3048), "ft": ("m", 0.3048), "yard": ("m", 0.9144),
    "inch": ("m", 0.0254), "inches": ("m", 0.0254),
    "kg": ("kg", 1), "kilogram": ("kg", 1), "kilogramme": ("kg", 1), "kilo": ("kg", 1),
    "gram": ("kg", 0.001), "tonne": ("kg", 1000), "metric ton": ("kg", 1000), "lb": ("kg", 0.4536),
    "ton": ("ton", 1),  # long, short or metric
    "hectare": ("m2", 10**4), "acre": ("m2", 4046.86), "square kilometre": ("m2", 10**6),
    "square kilometer": ("m2", 10**6), "sq km": ("m2", 10**6), "square mile": ("m2", 2589988),
    "square metre": ("m2", 1), "square meter": ("m2", 1), "square foot": ("m2", 0.0929),
    "square feet": ("m2", 0.0929), "litre": ("l", 1), "liter": ("l", 1), "gallon": ("gallon", 1),
    "barrel": ("barrel", 1), "km/h": ("km/h", 1), "kph": ("km/h", 1), "kmh": ("km/h", 1),
    "kilometres per hour": ("km/h", 1), "kilometers per hour": ("km/h", 1),
    "mph": ("km/h", 1.609344), "miles per hour": ("km/h", 1.609344), "knot": ("km/h", 1.852),
    "kw": ("W", 10**3), "mw": ("W", 10**6), "megawatt": ("W", 10**6), "gw": ("W", 10**9),
    "gigawatt": ("W", 10**9), "kwh": ("Wh", 10**3), "mwh": ("Wh", 10**6),
    "°c": ("°C", 1), "degrees celsius": ("°C", 1), "°f": ("°F", 1),
    "degrees fahrenheit": ("°F", 1), "degree": ("degree", 1),
}  # fmt: skip
_NATIONAL = {"australian": "AUD", "canadian": "CAD", "hong kong": "HKD", "singapore": "SGD"}
_UNITS = _MEASURES | {word: (name, 1.0) for word, name in _CURRENCIES.items() if word[-1].isalpha()}

_AFTER = re.compile(
    r"(?: (?P<nation>u\.?s\.?|american|australian|canadian|hong kong|singapore)(?= dollars?\b))?"
    rf"[ -]?(?P<unit>{'|'.join(re.escape(w) for w in sorted(_UNITS, key=len, reverse=True))})"
    r"(?:e?s)?(?![\w°])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?P<nation>us|a|au|c|ca|hk|nz|s) ?)?(?P<sign>[$€£¥₹])\s?$"
    r"|\b(?P<code>usd|eur|gbp|inr|cny|jpy) ?$",
    re.IGNORECASE,
)
_NATIONS = {"us": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "hk": "HKD",
            "nz": "NZD", "s": "SGD"}  # fmt: skip


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """Return where a currency sign that ends at `start` begins, and its currency."""
    match = _BEFORE.search(text, max(0, start - 6), start)
    if match is None:
        return None
    if match["code"]:
        return match.start(), match["code"].upper()
    nation = (match["nation"] or "").lower() if match["sign"] == "$" else ""
    return match.start(), _NATIONS[nation] if nation else _CURRENCIES[match["sign"]]


def unit_after(text: str, end: int) -> tuple[int, str, float] | None:
    """Return where the unit that follows `end` ends, the unit it is brought to, and the factor."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    unit, factor = _UNITS[match["unit"].lower()]
    return match.end(), _NATIONAL.get((match["nation"] or "").lower(), unit), factor
