"""Debian's python3-cloudflare runs the families it knows. Standard output is one JSON object a case: {"name", "error"?}."""
import json
import sys
import traceback

import access
from client import ACCOUNT, UUID, ZONE, cf, ids, openssl, refused, root_ca, stranger


def accounts_zones_and_the_own_token():
    assert ACCOUNT in ids(cf.accounts.get())
    assert cf.accounts.get(ACCOUNT)["id"] == ACCOUNT
    assert "example.com" in [each["name"] for each in cf.zones.get(params={"name": "example.com"})]
    assert cf.user.get()["email"] == "owner@example.com"
    assert cf.user.tokens.verify.get()["status"] == "active"
    assert len(cf.user.tokens.permission_groups.get()) > 10


def client_certificates():
    csr = openssl("req", "-new", "-subj", "/CN=python")
    issued = cf.zones.client_certificates.post(ZONE, data={"csr": csr, "validity_days": 30})
    assert issued["status"] == "active"
    assert cf.zones.client_certificates.get(ZONE, issued["id"]) == issued
    assert issued["id"] in ids(cf.zones.client_certificates.get(ZONE))
    assert cf.zones.client_certificates.delete(ZONE, issued["id"])["id"] == issued["id"]
    assert cf.zones.client_certificates.patch(ZONE, issued["id"], data={"reactivate": True})["status"] == "active"
    refused(1450, cf.zones.client_certificates.post, ZONE, data={"csr": "no request", "validity_days": 30})


def mtls_certificates_and_hostnames():
    pem = root_ca("python root")
    uploaded = cf.accounts.mtls_certificates.post(ACCOUNT, data={"ca": True, "certificates": pem, "name": "python"})
    assert UUID.match(uploaded["id"])
    hostnames = cf.zones.certificate_authorities.hostname_associations
    bound = {"hostnames": ["python.example.com"], "mtls_certificate_id": uploaded["id"]}
    assert hostnames.put(ZONE, data=bound) == {"hostnames": ["python.example.com"]}
    assert hostnames.get(ZONE, params={"mtls_certificate_id": uploaded["id"]})["hostnames"] == ["python.example.com"]
    assert len(cf.accounts.mtls_certificates.associations.get(ACCOUNT, uploaded["id"])) == 1
    refused(1477, cf.accounts.mtls_certificates.delete, ACCOUNT, uploaded["id"])
    hostnames.put(ZONE, data={**bound, "hostnames": []})
    assert cf.accounts.mtls_certificates.delete(ACCOUNT, uploaded["id"])["id"] == uploaded["id"]
    refused(1472, cf.accounts.mtls_certificates.get, ACCOUNT, uploaded["id"])


def a_token_nobody_issued():
    refused(10000, stranger().zones.get)


CASES = [
    accounts_zones_and_the_own_token,
    client_certificates,
    mtls_certificates_and_hostnames,
    *access.CASES,
    a_token_nobody_issued,
]

for case in CASES:
    line = {"name": case.__name__.replace("_", " ")}
    try:
        case()
    except Exception:  # whatever it is, it is that case's error
        line["error"] = traceback.format_exc()
    print(json.dumps(line))
sys.exit(0)
