# Judges identifiers, a line each: kind, tab, value. Prints yes or no, or "either" where the library leaves it open.
import sys

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import ean
from stdnum.eu import vat
from stdnum.fr import siret


def is_iban(text):
    try:
        # Keys of other banks are not asked by us.
        return bool(IBAN(text, validate_bban=text[:2] in ("FR", "MC")))
    except SchwiftyException:
        return False


def is_email(text):
    try:
        return bool(validate_email(text, check_deliverability=False, strict=True, allow_smtputf8=False, test_environment=True))
    except EmailNotValidError:
        return False


def is_phone(text):
    """A number that is possible and not valid lies in a block that is not given out yet."""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.is_valid_number(number):
        return True
    return "either" if phonenumbers.is_possible_number(number) else False


judges = {
    "siret": siret.is_valid,
    "vatNumber": vat.is_valid,
    "iban": is_iban,
    "phone": is_phone,
    "email": is_email,
    "gtin": ean.is_valid,
}
for line in open(sys.argv[1], encoding="utf-8"):
    kind, value = line.rstrip("\n").split("\t")
    verdict = judges[kind](value)
    print(verdict if verdict == "either" else ("yes" if verdict else "no"))
