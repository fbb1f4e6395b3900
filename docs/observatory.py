"""Recomputes every figure of a Halle observatory from what it serves to everybody, and compares.

    python3 observatory.py ORIGIN          such as https://halle.example

Python's standard library alone, and none of Halle's code. It reads the ledger (checkpoint, keys, entry bundles), the
open data with its hashes in the ledger, the factors, and the page, and prints a line for each figure that differs.
Exit status: 0 when all agree, 1 when one differs, 2 when something cannot be read.

What it cannot do: nobody outside reads the lines of an order, so that the sums of the files are held against each
other, against the total in the ledger and against the page, not against the orders. Each buyer and supplier can prove
that a line of theirs is in the total: verify_sum_proof.py.
"""
import base64
import csv
import hashlib
import html.parser
import io
import json
import math
import struct
import sys
import urllib.error
import urllib.request

FILES = ("categories.csv", "months.csv", "places.csv", "town.json")
INTERVALS = (
    ("retainedCents", "retained_low_cents", "retained_cents", "retained_high_cents"),
    ("inclusionMinutes", "inclusion_low_minutes", "inclusion_minutes", "inclusion_high_minutes"),
    ("delta", "co2e_compared_low_g", "co2e_compared_g", "co2e_compared_high_g"),
)
SUMS = (("unknownRetentionCents", "retention_unknown_cents"), ("unreferencedCents", "without_reference_cents"), ("keptGrams", "kept_in_use_g"))
HIDDEN, UNKNOWN, NO_CO2 = "not published", "unknown", "no published reference"
MINUS, SPACE = "\u2212", "\u00a0"


class Report:
    """Counts what agrees; a difference is printed."""

    def __init__(self):
        self.agreed, self.differing = 0, 0

    def same(self, what, ours, theirs):
        if ours == theirs:
            self.agreed += 1
        else:
            self.differing += 1
            print(f"differs: {what}: recomputed {ours!r}, published {theirs!r}")

    def holds(self, what, true):
        self.same(what, True, bool(true))


def get(origin, path):
    with urllib.request.urlopen(origin + path, timeout=60) as answer:
        return answer.read()


# The ledger: RFC 9162 hashes, C2SP tlog-tiles bundles, a C2SP checkpoint.


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(leaves):
    """Merkle tree hash of a list of leaf hashes (RFC 9162, 2.1.1), by perfect subtrees."""
    if not leaves:
        return sha()
    stack = []
    for count, leaf in enumerate(leaves, 1):
        stack.append(leaf)
        while count % 2 == 0:
            right, left = stack.pop(), stack.pop()
            stack.append(sha(b"\x01", left, right))
            count //= 2
    while len(stack) > 1:
        right, left = stack.pop(), stack.pop()
        stack.append(sha(b"\x01", left, right))
    return stack[0]


def read_entries(origin, size):
    entries = []
    for index in range(0, (size + 255) // 256):
        width = min(256, size - 256 * index)
        name = "".join(f"x{part:03}/" for part in thousands(index)[:-1]) + f"{thousands(index)[-1]:03}"
        bundle = get(origin, f"/ledger/tile/entries/{name}" + ("" if width == 256 else f".p/{width}"))
        at = 0
        while at < len(bundle):
            (length,) = struct.unpack_from(">H", bundle, at)
            entries.append(bundle[at + 2 : at + 2 + length])
            at += 2 + length
    return entries


def thousands(index):
    parts = [index % 1000]
    while index >= 1000:
        index //= 1000
        parts.insert(0, index % 1000)
    return parts


def read_checkpoint(note):
    _, size, root = note.split("\n")[:3]
    return int(size), base64.b64decode(root)


P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, of):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = add(total, of)
        of, n = add(of, of), n >> 1
    return total


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if x * x % P != x2:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != x2:
        raise ValueError("not a point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def is_signed(note, key):
    """Whether a C2SP signed note carries the Ed25519 signature of `name+id+base64` (RFC 8032, 5.1.7)."""
    name, _, data = key.split("+", 2)
    public = base64.b64decode(data)[1:]
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        _, signer, blob = line.split(" ", 2)
        signature = base64.b64decode(blob)[4:]
        if signer != name or len(signature) != 64:
            continue
        r, s = signature[:32], int.from_bytes(signature[32:], "little")
        k = int.from_bytes(hashlib.sha512(r + public + text.encode()).digest(), "little") % L
        a = times(s, point(bytes([0x58]) + bytes([0x66] * 31)))
        b = add(point(r), times(k, point(public)))
        if s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0:
            return True
    return False


def check_ledger(origin, report):
    """The latest publication of the ledger, which the checkpoint signs."""
    note = get(origin, "/ledger/checkpoint").decode()
    keys = get(origin, "/ledger/keys").decode().split()
    size, root = read_checkpoint(note)
    entries = read_entries(origin, size)
    leaves = [sha(b"\x00", entry) for entry in entries]
    report.holds("the checkpoint is signed by a key of the ledger", any(is_signed(note, key) for key in keys if "+" in key))
    report.same("number of entries", len(entries), size)
    report.same("root of the ledger", root_of(leaves).hex(), root.hex())
    published = [entry for entry in map(json.loads, entries) if entry["kind"] == "town.published"]
    if not published:
        raise LookupError("the ledger has no town.published yet: nothing is published")
    return published[-1], leaves


# The files.


def number(text):
    return None if text == "" else int(text)


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


def step(value):
    """Estimates have two significant figures."""
    return 10 ** max(0, math.floor(math.log10(max(1, abs(value)))) - 1)


def check_files(files, entry, leaves, report):
    hashes = {one["name"]: one["sha256"] for one in entry["files"]}
    for name, data in files.items():
        report.same(f"hash of {name} in the ledger", hashlib.sha256(data).hexdigest(), hashes.get(name))
    town = json.loads(files["town.json"])
    report.same("entries of the publication", town["entries"], entry["size"])
    size, root = read_checkpoint(town["checkpoint"])
    report.same("checkpoint of the publication: size", size, entry["size"])
    report.same("checkpoint of the publication: root", root_of(leaves[:size]).hex(), root.hex())
    report.same("total in the ledger", town["town"]["spentCents"], entry["spent_cents"])
    report.same("lines in the ledger", town["town"]["lines"], entry["lines"])
    for table in ("categories", "months"):
        rows = read_csv(files[f"{table}.csv"])
        check_table(table, rows, town, report)
    places = read_csv(files["places.csv"])
    report.same("places: communes", [one["insee"] for one in places], [one["insee"] for one in town["places"]])
    for row, one in zip(places, town["places"]):
        for column, key in (("sold_cents", "soldCents"), ("bought_cents", "boughtCents"), ("suppliers", "suppliers"), ("buying_organisations", "buyers")):
            report.same(f"places {row['insee']} {column}", number(row[column]), one[key])
    for column in ("sold_cents", "bought_cents"):
        report.holds(f"places: {column} is within the total", sum(number(row[column]) or 0 for row in places) <= town["town"]["spentCents"])
    return town, places


def check_table(table, rows, town, report):
    """Each row is the one of town.json, and the rows together are the total, up to what is hidden and rounded."""
    whole = town["town"]
    report.same(f"{table}: rows", [row["key"] for row in rows], [one["key"] for one in town[table]])
    for row, one in zip(rows, town[table]):
        name = f"{table} {row['key']}"
        for column, key in (("orders", "orders"), ("lines", "lines"), ("spent_cents", "spentCents")):
            report.same(f"{name} {column}", number(row[column]), one[key])
        report.holds(f"{name} rests on five orders", number(row["orders"]) >= 5)
        for key, column in SUMS:
            report.same(f"{name} {column}", number(row[column]), one[key])
        for key, *columns in INTERVALS:
            ends = [number(row[column]) for column in columns]
            theirs = one[key] and [one[key]["lo"], one[key]["mid"], one[key]["hi"]]
            report.same(f"{name} {columns[1]}", ends if ends[0] is not None else None, theirs)
            if ends[0] is not None:
                report.holds(f"{name} {columns[1]} is an interval", ends[0] <= ends[1] <= ends[2])
    for column, key in (("lines", "lines"), ("spent_cents", "spentCents")):
        report.same(f"{table}: {column} of all rows", sum(number(row[column]) for row in rows), whole[key])
    for key, column in SUMS:
        shown = [number(row[column]) for row in rows if row[column] != ""]
        check_sum(f"{table}: {column}", shown, len(shown) == len(rows), whole[key], column != "retention_unknown_cents", report)
    for key, *columns in INTERVALS[:2]:  # the interval of a sum of CO2e is narrower than the sum of the intervals
        for column, end in zip(columns, ("lo", "mid", "hi")):
            shown = [number(row[column]) for row in rows if row[column] != ""]
            check_sum(f"{table}: {column}", shown, len(shown) == len(rows), (whole[key] or {}).get(end), True, report)


def check_sum(what, shown, complete, whole, rounded, report):
    if whole is None:
        return  # not published of the town
    slack = sum(map(step, shown)) / 2 + step(whole) / 2 if rounded else 0
    if complete:
        report.holds(f"{what}: the rows come to the total", abs(sum(shown) - whole) <= slack)
    else:
        report.holds(f"{what}: the published rows are within the total", sum(shown) <= whole + slack)


# The page, as its English reader sees it.


def half_up(value, digits=0):
    scaled = abs(value) * 10**digits
    rounded = math.floor(scaled + 0.5 + 1e-9) / 10**digits
    return -rounded if value < 0 else rounded


def grouped(value, digits=0):
    text = f"{half_up(value, digits):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if digits else text


def euros(cents):
    return ("-" if cents < 0 else "") + "€" + grouped(abs(cents) / 100)


def minutes(value):
    hours, rest = divmod(value, 60)
    if hours == 0:
        return f"{rest}{SPACE}min"
    return f"{hours:,}{SPACE}h" if hours >= 100 else f"{hours}{SPACE}h{SPACE}{rest:02}"


def mass(grams):
    if grams < 1000:
        return f"{grams}{SPACE}g"
    if grams < 1e6:
        return f"{grouped(grams / 1000, 1 if grams < 10_000 else 0)}{SPACE}kg"
    return f"{grouped(grams / 1e6, 1)}{SPACE}t"


def two_figures(value):
    if value == 0:
        return "0"
    digits = 1 - math.floor(math.log10(abs(value)))
    return grouped(half_up(value, digits), max(0, digits)).replace("-", MINUS)


def from_to(of, write):
    lo, hi = write(of["lo"]), write(of["hi"])
    return lo if lo == hi else f"{lo} to {hi}"


def co2(of):
    if of["lo"] <= 0 <= of["hi"]:
        return "no demonstrated difference"
    largest = max(abs(of["lo"]), abs(of["hi"]))
    unit, by = ("t", 1e6) if largest >= 1e6 else ("kg", 1000) if largest >= 1000 else ("g", 1)
    return f"between {two_figures(of['lo'] / by)} and {two_figures(of['hi'] / by)}{SPACE}{unit}{SPACE}CO₂e"


class Page(html.parser.HTMLParser):
    """Rows of tables, definitions, and the texts and shapes of the two charts."""

    def __init__(self, source):
        super().__init__()
        self.tables, self.definitions, self.flows, self.circles, self.rects = [], [], [], [], []
        self.chart, self.text, self.paragraphs = None, None, []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag == "svg":
            self.chart = (of.get("class") or "").split(" ")[0]
        elif tag == "circle" and self.chart == "places":
            self.circles.append((of["class"], float(of["r"])))
        elif tag == "rect" and self.chart == "flows":
            self.rects.append((of["class"].split()[-1], float(of["height"])))
        if tag in ("td", "th", "dd", "dt", "p") or (tag == "text" and self.chart == "flows"):
            self.text = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "svg":
            self.chart = None
        if self.text is None or tag not in ("td", "th", "dd", "dt", "p", "text"):
            return
        if tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append(self.text)
        elif tag == "dd":
            self.definitions.append(self.text)
        elif tag == "p":
            self.paragraphs.append(self.text)
        elif tag == "text":
            self.flows.append(self.text)
        self.text = None


def flows_of(one):
    spent, unknown = one["spentCents"], one["unknownRetentionCents"]
    if unknown is None or "retained" in one["hidden"]:
        return {"near": 0, "elsewhere": 0, "unknown": 0, "unpublished": spent}
    near = min((one["retainedCents"] or {"mid": 0})["mid"], spent - unknown)
    return {"near": near, "elsewhere": spent - near - unknown, "unknown": unknown, "unpublished": 0}


def check_page(page, town, places, report):
    whole, categories = town["town"], town["categories"]
    wanted = [euros(whole["spentCents"])]
    retained = whole["retainedCents"] and from_to(whole["retainedCents"], euros)
    if retained in page.definitions:  # for those who buy for an organisation
        wanted.append(retained)
    if whole["inclusionMinutes"]:
        wanted.append(from_to(whole["inclusionMinutes"], minutes))
    wanted.append(HIDDEN if whole["keptGrams"] is None else mass(whole["keptGrams"]))
    report.same("page: the town's totals", wanted, page.definitions)
    if whole["delta"]:
        report.holds(f"page: the town's CO2e: {co2(whole['delta'])}", co2(whole["delta"]) in page.paragraphs)
    check_flows(page, whole, categories, report)
    communes, groups = page.tables[0][1:], page.tables[1][1:]
    listed = [one for one in town["places"] if one["soldCents"] is not None or one["buyers"] > 0]
    amount = lambda cents: HIDDEN if cents is None else euros(cents)
    ours = [[f"{one['suppliers']:,}", f"{one['buyers']:,}", amount(one["soldCents"]), amount(one["boughtCents"])] for one in listed]
    report.same("page: communes", ours, [row[1:] for row in communes])
    check_map(page, town["places"], report)
    for one, row in zip(categories, groups):
        hidden = lambda block, otherwise: HIDDEN if block in one["hidden"] else otherwise
        ours = [
            euros(one["spentCents"]),
            from_to(one["retainedCents"], euros) if one["retainedCents"] else hidden("retained", UNKNOWN),
            from_to(one["inclusionMinutes"], minutes) if one["inclusionMinutes"] else hidden("inclusion", UNKNOWN),
            HIDDEN if one["keptGrams"] is None else mass(one["keptGrams"]),
            co2(one["delta"]) if one["delta"] else hidden("delta", NO_CO2),
        ]
        theirs = [NO_CO2 if i == 4 and text.startswith(NO_CO2) else text for i, text in enumerate(row[1:])]
        report.same(f"page: {row[0]}", ours, theirs)
    report.same("page: categories", len(categories), len(groups))


def check_flows(page, whole, categories, report):
    """The chart's amounts, and its bars as long as they are large."""
    flows = [flows_of(one) for one in categories]
    drawn = [flow for flow in flows if any(flow.values())]
    through = any(flow["unpublished"] for flow in drawn)  # all together, where a category's own flow is not published
    reached = [flows_of({**whole, "hidden": whole["unpublished"]})] if through else drawn
    sides = [sum(flow[place] for flow in reached) for place in ("near", "elsewhere", "unknown", "unpublished")]
    middle = [sum(sides)] if through else []
    cents = [sum(flow.values()) for flow in drawn] + middle + [amount for amount in sides if amount > 0]
    report.same("page: amounts of the flows", [euros(one) for one in cents], [text[text.rindex("€") :] for text in page.flows])
    heights = [height for _, height in page.rects]
    largest = max(range(len(cents)), key=cents.__getitem__) if cents else 0
    for amount, height in zip(cents, heights):
        expected = max(1, amount * heights[largest] / cents[largest])
        report.holds(f"page: the bar of {euros(amount)}", abs(height - expected) < 0.01 * heights[largest] + 1)


def check_map(page, places, report):
    """The area of a disc or ring follows the amount."""
    largest = max([1] + [cents for one in places for cents in (one["soldCents"], one["boughtCents"]) if cents is not None])
    radius = lambda cents: 0 if cents is None else max(2, 26 * math.sqrt(cents / largest))
    ours = []
    for one in places:
        ours.append(("sold", radius(one["soldCents"])))
        if one["buyers"] > 0:
            ours.append(("bought", max(5, radius(one["boughtCents"]))))
        if one["suppliers"] > 0:
            ours.append(("stall", 2.0))
    ours.append(("hub", 4.0))
    rounded = lambda circles: [(name, round(r, 6)) for name, r in circles]
    report.same("page: the map", rounded(ours), rounded(page.circles))


def main(origin):
    report = Report()
    entry, leaves = check_ledger(origin, report)
    files = {name: get(origin, f"/open-data/{name}") for name in FILES}
    town, places = check_files(files, entry, leaves, report)
    factors = json.loads(get(origin, "/open-data/factors.json"))
    report.holds("the factors have a source each", all(one.get("source") or one.get("url") for one in factors["factors"]))
    page = Page(get(origin, "/observatory?lang=en").decode())
    check_page(page, town, places, report)
    print(f"{report.agreed} figures agree, {report.differing} differ")
    return 1 if report.differing else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        sys.exit(main(sys.argv[1].rstrip("/")))
    except (urllib.error.URLError, LookupError, ValueError) as fault:
        print(f"cannot be read: {fault!r}", file=sys.stderr)
        sys.exit(2)
