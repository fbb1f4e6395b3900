"""Checks a Halle impact receipt with Python's standard library alone: no Halle code, no package, no network.

    python3 verify_receipt.py RECEIPT KEYS       KEYS: the lines of /ledger/keys (name+id+base64), or a file of them;
                                                 one line is enough for a receipt that this key signed

Formats: c2sp.org/tlog-proof, c2sp.org/signed-note, c2sp.org/tlog-checkpoint, RFC 9162 2.1.3.2. Ed25519 after RFC 8032, 5.1.
"""
import base64, hashlib, json, os, sys

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


def key_of(line):
    name, key_id, data = line.split("+", 2)
    typed = base64.b64decode(data, validate=True)
    assert typed[0] == 1 and sha(f"{name}\n".encode(), typed)[:4].hex() == key_id, "not a key of a log"
    return name, key_id, typed[1:]


def verify(receipt, lines):
    keys = [key_of(line) for line in lines.split()]
    head, _, checkpoint = receipt.partition("\n\n")
    version, extra, index, *proof = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1" and extra.startswith("extra ") and index.startswith("index "), "not a receipt"
    assert index[6:].isdecimal() and str(int(index[6:])) == index[6:], "not an index"
    entry, index = base64.b64decode(extra[6:], validate=True), int(index[6:])
    body, _, signatures = checkpoint.partition("\n\n")
    origin, size, root, *_ = (body + "\n").split("\n")
    assert any(name == origin for name, _, _ in keys) and index < int(size), "another log"
    proof = [base64.b64decode(line, validate=True) for line in proof]
    assert root_of(index, int(size), sha(b"\0", entry), proof) == base64.b64decode(root), "the path does not lead to the root"
    message, holds = (body + "\n").encode(), []
    for line in signatures.splitlines():
        name, blob = line.split(" ")[1], base64.b64decode(line.split(" ")[2])
        holds += [signed(public, message, blob[4:]) for own, key_id, public in keys if own == name == origin and blob[:4].hex() == key_id]
    assert holds, "signed by none of the keys given: /ledger/keys has those of before, too"
    assert all(holds), "a signature does not hold"
    return index, int(size), json.loads(entry)


PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P256 = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def plus(a, b):
    """Two points of P-256; None is the point at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % PRIME == 0:
        return None
    if a == b:
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], PRIME - 2, PRIME) % PRIME
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], PRIME - 2, PRIME) % PRIME
    x = (slope * slope - a[0] - b[0]) % PRIME
    return x, (slope * (a[0] - x) - a[1]) % PRIME


def multiple(n, a):
    total = None
    while n:
        if n & 1:
            total = plus(total, a)
        a, n = plus(a, a), n >> 1
    return total


def es256(key, message, der):
    """ECDSA after FIPS 186-5, the signature in DER."""
    length = der[3]
    r, s = int.from_bytes(der[4 : 4 + length], "big"), int.from_bytes(der[6 + length :], "big")
    public = int.from_bytes(unpack(key["x"]), "big"), int.from_bytes(unpack(key["y"]), "big")
    on_curve = (public[1] ** 2 - public[0] ** 3 + 3 * public[0] - 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B) % PRIME == 0
    if not (on_curve and 0 < r < ORDER and 0 < s < ORDER):
        return False
    inverse = pow(s, ORDER - 2, ORDER)
    found = plus(multiple(int.from_bytes(sha(message), "big") * inverse % ORDER, P256), multiple(r * inverse % ORDER, public))
    return found is not None and found[0] % ORDER == r


def unpack(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def rs256(key, message, signature):
    """RSASSA-PKCS1-v1_5 after RFC 8017, 8.2.2: the whole padded text is made and compared, never parsed."""
    n, e = (int.from_bytes(unpack(key[name]), "big") for name in ("n", "e"))
    size = (n.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    text = bytes.fromhex("3031300d060960864801650304020105000420") + sha(message)
    padded = b"\0\1" + b"\xff" * (size - len(text) - 3) + b"\0" + text
    return size >= 256 and len(signature) == size and number < n and pow(number, e, n).to_bytes(size, "big") == padded


SIGNED_BY = {"OKP": lambda key, message, signature: signed(unpack(key["x"]), message, signature), "EC": es256, "RSA": rs256}


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_decision(entry):
    """The decision of an entry: its hash, and the signature of its person's passkey (ES256, EdDSA or RS256)."""
    assert unpack(entry["hash"]) == sha(canonical(entry["decision"])), "the decision is not what was signed"
    challenge = entry["hash"]
    if "batch" in entry:
        assert entry["hash"] in entry["batch"], "the decision is not in its list"
        challenge = base64.urlsafe_b64encode(sha(canonical(entry["batch"]))).decode().rstrip("=")
    if entry["method"] != "passkey":
        return
    passkey = entry["passkey"]
    data, client = unpack(passkey["authenticator_data"]), unpack(passkey["client_data_json"])
    assert json.loads(client)["challenge"] == challenge and json.loads(client)["type"] == "webauthn.get", "signed for something else"
    assert data[32] & 5 == 5, "the person was not verified"
    message, key, signature = data + sha(client), passkey["key"], unpack(passkey["signature"])
    assert SIGNED_BY[key["kty"]](key, message, signature), "the signature of the decision does not hold"


if __name__ == "__main__":
    try:
        keys = open(sys.argv[2], encoding="utf-8").read() if os.path.isfile(sys.argv[2]) else sys.argv[2]
        found = verify(open(sys.argv[1], encoding="utf-8", newline="").read(), keys)
        if found[2].get("kind") == "decision.signed":
            check_decision(found[2])
    except Exception as error:
        sys.exit(f"does not verify: {error}")
    print(json.dumps({"index": found[0], "size": found[1], "entry": found[2]}))
