"""Turn the bytes of a file into text, or say why that can't be done."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL = 0.005
_DETECT_BYTES = 256_000


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of ``data`` without its byte order mark; newlines stay as they are.

    Tried in turn: the byte order mark, the declared charset, UTF-8, then detection. Text that is UTF-8 but for a few
    damaged bytes is refused rather than read in a legacy charset, which would garble every other accent and sign.
    Raises ValueError with the reason.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return checked(_strict(data[len(mark) :], charset))
    if declared is not None and (text := _tried(data, declared)) is not None:
        return checked(text)
    try:
        return checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        lenient = data.decode("utf-8", errors="surrogateescape")
        damaged = sum(1 for c in lenient if "\udc80" <= c <= "\udcff")
        sound = sum(1 for c in lenient if c > "\x7f") - damaged
        if sound > damaged:
            where = f"byte 0x{data[error.start]:02x} at {error.start}"
            raise ValueError(f"damaged UTF-8: {where} can't be decoded; save it as UTF-8") from None
    if b"\0" in data:
        raise ValueError("not text: it holds NUL bytes; a binary file, or UTF-16 without a byte order mark")
    guess = from_bytes(data[:_DETECT_BYTES]).best()
    text = _tried(data, guess.encoding) if guess is not None else None
    if text is None:
        raise ValueError("not text in any charset that could be recognised; save it as UTF-8")
    return checked(text)


def checked(text: str) -> str:
    """``text`` itself if it is text that can be stored; raises ValueError with the reason otherwise."""
    if not text.strip():
        raise ValueError("empty")
    if "\0" in text:
        raise ValueError(f"not text: NUL character at {text.index(chr(0))}; a binary file?")
    if sum(1 for _ in _CONTROL.finditer(text)) > max(2, _MAX_CONTROL * len(text)):
        raise ValueError("not text: many control characters; a binary file?")
    if (lone := re.search("[\ud800-\udfff]", text)) is not None:
        raise ValueError(f"half of a surrogate pair at {lone.start()}: not valid Unicode")
    return text


def _strict(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise ValueError(f"its byte order mark says {charset}, but byte {error.start} can't be decoded so") from None


def _tried(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return None
