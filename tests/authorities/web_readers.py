"""Feeds as feedparser reads them, and robots.txt with the sitemap as protego does; file, part and fault with tabs."""
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

import feedparser
from protego import Protego

folder = pathlib.Path(sys.argv[1])


def say(file, part, fault):
    print(file, part, re.sub(r"\s+", " ", str(fault)), sep="\t")


for file in sorted(folder.glob("*feed.xml*")):
    feed = feedparser.parse(file.read_bytes())
    fault = ""
    if feed.bozo:
        fault = feed.bozo_exception
    elif feed.version != "atom10" or not feed.entries:
        fault = f"{feed.version}, {len(feed.entries)} entries"
    elif not all(e.get("id") and e.get("title") and e.get("updated_parsed") and e.get("link") for e in feed.entries):
        fault = "an entry without id, title, time or link"
    elif len({e.id for e in feed.entries}) != len(feed.entries):
        fault = "two entries have one id"
    elif "offers" in file.name and max(e.updated_parsed for e in feed.entries) != feed.feed.updated_parsed:
        fault = "is not updated when its last entry was"
    say(file.name, "feed", fault)

robots = Protego.parse((folder / "robots.txt").read_text())
[sitemap] = robots.sitemaps
origin = sitemap.removesuffix("/sitemap.xml")
space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
addresses = [loc.text for loc in tree.parse(folder / "sitemap.xml").iter(space + "loc")]
closed = [address for address in addresses if not robots.can_fetch(address, "Googlebot")]
say("sitemap.xml", "open to robots", f"{closed[0]} is disallowed" if closed else "" if len(addresses) > 300 else "is short")
for path in ["/orders", "/orders/ord_1", "/steward", "/steward/books", "/checkout", "/basket", "/account/security",
             "/supplier", "/supplier/atelier-rebond/orders", "/sign-in", "/searches", "/statement/2026"]:
    say("robots.txt", "private", f"{path} is open" if robots.can_fetch(origin + path, "Googlebot") else "")
