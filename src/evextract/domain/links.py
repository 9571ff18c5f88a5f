"""Addresses that articles come with: which of them may become links."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_url(url: str | None) -> str | None:
    """The address if a browser may follow it: http or https with a host; None for anything else."""
    if not url or url != url.strip() or any(ord(ch) < 33 or ch in '"<>\\^`{|}' for ch in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and url.isprintable() else None
