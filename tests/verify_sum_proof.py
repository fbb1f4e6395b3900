"""Checks that lines are inside a town's published total, with Python's standard library alone and no network.

    python3 verify_sum_proof.py FILE KEY        KEY: the line of /ledger/key, name+id+base64

FILE is what an order's receipt page or a supplier's page of sales gives. The tree: decision 054 of Halle. A line is cut
into pieces; a piece is SHA-256(0x00 || salt || leaf || part || cents), a node SHA-256(0x01 || left || left's sum ||
right || right's sum), sums as eight bytes, big-endian. The root and its sum stand in the ledger's entry of that night.
"""
import hashlib, json, struct, sys

from verify_receipt import verify


def climb(leaf, piece):
    """Hash and sum at the top of a piece's path."""
    amount = cents_of(piece["cents"])
    node = sha(b"\0", bytes.fromhex(piece["salt"]), bytes.fromhex(leaf), bytes([piece["part"]]), eight(amount))
    for step in piece["path"]:
        sibling, beside = bytes.fromhex(step["hash"]), cents_of(step["sum"])
        if step["side"] == "left":
            node = sha(b"\1", sibling, eight(beside), node, eight(amount))
        else:
            node = sha(b"\1", node, eight(amount), sibling, eight(beside))
        amount += beside
    return node.hex(), amount


def cents_of(value):
    """A sum that is negative would take others out of the total."""
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError(f"not a sum: {value!r}")
    return value


def eight(value):
    return struct.pack(">Q", value)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def check(file, key):
    """The entry of the publication, and the cents of the lines. Raises when something does not hold."""
    _, _, entry = verify(file["receipt"], key)
    assert entry["kind"] == "town.published" and entry["size"] == file["publication"], "another entry"
    seen = set()
    for line in file["lines"]:
        assert line["leaf"] not in seen, "a line is there twice"
        seen.add(line["leaf"])
        assert len({piece["part"] for piece in line["pieces"]}) == len(line["pieces"]), "a piece is there twice"
        assert sum(piece["cents"] for piece in line["pieces"]) == line["cents"], "the pieces are not the line"
        for piece in line["pieces"]:
            assert climb(line["leaf"], piece) == (entry["sum_root"], entry["spent_cents"]), "a path does not lead to the total"
    return entry, sum(line["cents"] for line in file["lines"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as source:
        proof = json.load(source)
    try:
        published, own = check(proof, sys.argv[2])
    except (AssertionError, KeyError, ValueError) as fault:
        sys.exit(f"NOT inside: {fault}")
    print(f"inside: {len(proof['lines'])} lines, {own} of {published['spent_cents']} cents, published {published['at']}")
