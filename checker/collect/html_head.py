"""What the head of a page says: title, date, publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_PROPERTIES = 1000

_DATE_PROPERTIES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date",
    "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "article:modified_time",
    "og:updated_time", "last-modified",
)  # fmt: skip
_JSON_DATE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{4,40})"')
_JSON_PUBLISHER = re.compile(r'"publisher"\s{0,5}:\s{0,5}\{[^{}]{0,500}?"name"\s{0,5}:\s{0,5}"([^"\\]{1,200})"')


@dataclass(slots=True)
class PageData:
    """What the head of a page says."""

    title: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    json_ld: str = ""
    time: str = ""


def page_date(data: PageData) -> str:
    """Return the publication date as the page's metadata write it."""
    found = _JSON_DATE.search(data.json_ld)
    candidates = [data.properties.get(_DATE_PROPERTIES[0], ""), found[1] if found else ""]
    candidates += [data.properties.get(name, "") for name in _DATE_PROPERTIES[1:]]
    return next((date for date in candidates if date), data.time)


def page_publisher(data: PageData) -> str:
    """Return the name of the site or publisher."""
    found = _JSON_PUBLISHER.search(data.json_ld)
    names = [
        data.properties.get(name, "") for name in ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher")
    ]
    return next((name for name in names if name), found[1] if found else data.properties.get("application-name", ""))


def take_head(page: PageData, tag: str, values: dict[str, str]) -> str:
    """Take what an element of the head says; return what the text inside it is: "title", "json" or nothing."""
    if tag == "meta":
        name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
        if name and len(page.properties) < MOST_PROPERTIES:
            page.properties.setdefault(name, " ".join(values.get("content", "")[:1000].split()))
    elif tag == "title" and not page.title:
        return "title"
    elif tag == "script" and values.get("type", "").lower() == "application/ld+json":
        return "json"
    elif tag == "time" and not page.time:
        page.time = values.get("datetime", "")[:100]
    return ""
