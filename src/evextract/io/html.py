"""Take the article out of a web page: its text, title, outlet and date, without menus and readers' comments."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from evextract.io.decode import checked, decode
from evextract.io.metadata import Metadata, take_metadata

_CHARSET = re.compile(
    rb"""<(?:meta\b|\?xml\b)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_DATES_AS_STATED = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}
"""trafilatura's own limit is the day of the run; it would then guess another date for a page dated in the future."""


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    metadata: Metadata


def read_page(data: bytes) -> Page:
    """The article in an HTML page. Raises ValueError with the reason where there is none."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    page = decode(data, declared=declared[1].decode("ascii") if declared else None)
    import trafilatura  # a third of a second to load, and only pages need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(
                page, include_comments=False, with_metadata=True, date_extraction_params=_DATES_AS_STATED
            )
    except Exception as error:  # whatever a parser of foreign markup stumbles over concerns this page alone
        raise ValueError(f"page can't be parsed: {type(error).__name__}") from error
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise ValueError("no article found in the page")
    fields = {
        "title": found.title,
        "outlet": found.sitename or found.hostname,
        "published": found.date,
        "url": found.url,
    }
    return Page(checked(found.text), take_metadata(fields))
