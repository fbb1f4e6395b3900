"""Checks a Halle impact receipt with Python's standard library alone: no Halle code, no package, no network.

    python3 verify_receipt.py RECEIPT KEY        KEY: the line of /ledger/key, name+id+base64

Formats: c2sp.org/tlog-proof, c2sp.org/signed-note, c2sp.org/tlog-checkpoint, RFC 9162 2.1.3.2. Ed25519 after RFC 8032, 5.1.
"""
import base64, hashlib, json, sys

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Two points in extended coordinates."""
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = add(total, point)
        point, n = add(point, point), n >> 1
    return total


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if x * x % P == x2 else x * ROOT % P
    if y >= P or x * x % P != x2 or (x == 0 and sign):
        raise ValueError("not a point")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point(bytes([0x58]) + bytes([0x66] * 31))


def signed(public, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L
    a, b = times(s, BASE), add(point(r), times(k, point(public)))
    return len(signature) == 64 and s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(index, size, node, proof):
    last = size - 1
    for sibling in proof:
        if last == 0:
            raise ValueError("the path is too long")
        if index & 1 or index == last:
            node = sha(b"\1", sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1", node, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return node


def verify(receipt, key):
    name, key_id, key_data = key.strip().split("+", 2)
    typed = base64.b64decode(key_data, validate=True)
    assert typed[0] == 1 and sha(f"{name}\n".encode(), typed)[:4].hex() == key_id, "not a key of a log"
    head, _, checkpoint = receipt.partition("\n\n")
    version, extra, index, *proof = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index "), "not a receipt"
    assert index[6:].isdecimal() and str(int(index[6:])) == index[6:], "not an index"
    entry, index = base64.b64decode(extra[6:], validate=True), int(index[6:])
    body, _, signatures = checkpoint.partition("\n\n")
    origin, size, root, *_ = (body + "\n").split("\n")
    assert origin == name and index < int(size), "another log"
    proof = [base64.b64decode(line, validate=True) for line in proof]
    assert root_of(index, int(size), sha(b"\0", entry), proof) == base64.b64decode(root), "the path does not lead to the root"
    blobs = [base64.b64decode(line.split(" ")[2]) for line in signatures.splitlines() if line.startswith(f"— {name} ")]
    message = (body + "\n").encode()
    assert any(b[:4].hex() == key_id and signed(typed[1:], message, b[4:]) for b in blobs), "the signature does not hold"
    return index, int(size), json.loads(entry)


if __name__ == "__main__":
    try:
        found = verify(open(sys.argv[1], encoding="utf-8", newline="").read(), sys.argv[2])
    except Exception as error:
        sys.exit(f"does not verify: {error}")
    print(json.dumps({"index": found[0], "size": found[1], "entry": found[2]}))
