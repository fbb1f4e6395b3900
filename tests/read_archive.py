"""Reads an archive of a log (C2SP tlog-tiles in a zip file) whole, with the standard library alone.

    python3 read_archive.py 000.zip KEY

Recomputes each leaf from its entry, holds it against the tile, builds the root from all of them and checks the signature.
KEY is the line of /ledger/key. Prints how many entries of each kind there are.
"""

import base64
import collections
import json
import sys
import zipfile

from verify_receipt import sha, signed


def bundle(data):
    """A length in two bytes and the entry, one after the other."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        assert end <= len(data), "a bundle ends within an entry"
        entries.append(data[at + 2 : end])
        at = end
    return entries


def path(index, width):
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:]) + (f".p/{width}" if width < 256 else "")


def root_of(leaves):
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha(b"\1", root_of(leaves[:split]), root_of(leaves[split:]))


def read(archive, key):
    name, key_id, key_data = key.strip().split("+", 2)
    typed = base64.b64decode(key_data, validate=True)
    assert typed[0] == 1 and sha(f"{name}\n".encode(), typed)[:4].hex() == key_id, "not a key of a log"
    body, _, signatures = archive.read("checkpoint").decode().partition("\n\n")
    origin, size, root, *_ = (body + "\n").split("\n")
    assert origin == name, "another log"
    blobs = [base64.b64decode(line.split(" ")[2]) for line in signatures.splitlines() if line.startswith(f"— {name} ")]
    assert any(b[:4].hex() == key_id and signed(typed[1:], (body + "\n").encode(), b[4:]) for b in blobs), "the signature does not hold"
    leaves, kinds = [], collections.Counter()
    for index in range(0, int(size), 256):
        width = min(256, int(size) - index)
        entries = bundle(archive.read(f"tile/entries/{path(index // 256, width)}"))
        hashes = archive.read(f"tile/0/{path(index // 256, width)}")
        own = [sha(b"\0", entry) for entry in entries]
        assert b"".join(own) == hashes, f"the entries from {index} on are not those of the tile"
        kinds.update(json.loads(entry)["kind"] for entry in entries)
        leaves += own
    assert root_of(leaves) == base64.b64decode(root), "the entries do not make the signed root"
    return {"entries": len(leaves), "kinds": dict(kinds)}


if __name__ == "__main__":
    try:
        found = read(zipfile.ZipFile(sys.argv[1]), sys.argv[2])
    except Exception as error:
        sys.exit(f"does not verify: {error}")
    print(json.dumps(found))
