"""Debian's python3-cloudflare runs the families it knows. Standard output is one JSON object a case: {"name", "error"?}.

The environment is Chancery's env file. The endpoints that came after this version are added the way its manual says,
with CLOUDFLARE_API_EXTRAS.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback

os.environ["CLOUDFLARE_API_EXTRAS"] = " ".join([
    "/accounts/:id/mtls_certificates",
    "/accounts/:id/mtls_certificates/:id/associations",
    "/zones/:id/certificate_authorities/hostname_associations",
    "/accounts/:id/access/policies",
])

import CloudFlare  # noqa: E402  (it reads the environment when it is loaded)

ACCOUNT = os.environ["CLOUDFLARE_ACCOUNT_ID"]
ZONE = os.environ["CLOUDFLARE_ZONE_ID"]
UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
UNKNOWN = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f"
EVERYONE = [{"everyone": {}}]

cf = CloudFlare.CloudFlare(token=os.environ["CLOUDFLARE_API_TOKEN"])


def refused(code, call, *arguments, **more):
    try:
        answer = call(*arguments, **more)
    except CloudFlare.exceptions.CloudFlareAPIError as error:
        assert int(error) == code, "expected %d, but: %d %s" % (code, int(error), error)
        return str(error)
    raise AssertionError("expected %d, but it succeeded: %s" % (code, answer))


def openssl(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            ["openssl", *arguments, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", os.path.join(folder, "key")],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def accounts_zones_and_the_own_token():
    assert ACCOUNT in [each["id"] for each in cf.accounts.get()]
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
    assert issued["id"] in [each["id"] for each in cf.zones.client_certificates.get(ZONE)]
    assert cf.zones.client_certificates.delete(ZONE, issued["id"])["id"] == issued["id"]
    assert cf.zones.client_certificates.patch(ZONE, issued["id"], data={"reactivate": True})["status"] == "active"
    refused(1450, cf.zones.client_certificates.post, ZONE, data={"csr": "no request", "validity_days": 30})


def mtls_certificates_and_hostnames():
    pem = openssl("req", "-x509", "-subj", "/CN=python root", "-addext", "basicConstraints=critical,CA:TRUE")
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


def access_groups():
    for groups, place in ((cf.accounts.access.groups, ACCOUNT), (cf.zones.access.groups, ZONE)):
        body = {"name": "python", "include": EVERYONE}
        made = groups.post(place, data=body)
        assert UUID.match(made["id"]) and made["include"] == EVERYONE
        assert groups.get(place, made["id"]) == made
        assert made["id"] in [each["id"] for each in groups.get(place)]
        assert groups.put(place, made["id"], data={**body, "name": "again"})["name"] == "again"
        refused(12130, groups.post, place, data={**body, "include": [{"nobody": {}}]})
        assert groups.delete(place, made["id"])["id"] == made["id"]
        refused(12152, groups.get, place, made["id"])


def access_service_tokens():
    for tokens, place in ((cf.accounts.access.service_tokens, ACCOUNT), (cf.zones.access.service_tokens, ZONE)):
        made = tokens.post(place, data={"name": "python", "duration": "1h"})
        assert len(made["client_secret"]) == 64
        assert made["id"] in [each["id"] for each in tokens.get(place)]
        assert tokens.put(place, made["id"], data={"name": "again"})["name"] == "again"
        assert tokens.delete(place, made["id"])["id"] == made["id"]
        refused(12135, tokens.delete, place, made["id"])


def access_policies():
    policies = cf.accounts.access.policies
    body = {"name": "python", "decision": "allow", "include": EVERYONE}
    made = policies.post(ACCOUNT, data=body)
    assert policies.get(ACCOUNT, made["id"]) == made
    assert policies.put(ACCOUNT, made["id"], data={**body, "decision": "deny"})["decision"] == "deny"
    assert policies.delete(ACCOUNT, made["id"])["id"] == made["id"]
    refused(12135, policies.get, ACCOUNT, made["id"])


def a_token_nobody_issued():
    stranger = CloudFlare.CloudFlare(token="nobody-issued-this-token-0123456789abcdef")
    refused(10000, stranger.zones.get)


CASES = [
    accounts_zones_and_the_own_token,
    client_certificates,
    mtls_certificates_and_hostnames,
    access_groups,
    access_service_tokens,
    access_policies,
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
