"""What the cases share: the client, where it works, and how a refusal is expected.

The environment is Chancery's env file. The endpoints that came after this version of the client are added the way its
manual says, with CLOUDFLARE_API_EXTRAS.
"""
import os
import re
import subprocess
import tempfile

os.environ["CLOUDFLARE_API_EXTRAS"] = " ".join([
    "/accounts/:id/mtls_certificates",
    "/accounts/:id/mtls_certificates/:id/associations",
    "/zones/:id/certificate_authorities/hostname_associations",
    "/accounts/:id/access/policies",
    "/accounts/:id/access/apps/:id/settings",
    "/accounts/:id/access/certificates/settings",
    "/zones/:id/access/certificates/settings",
    "/accounts/:id/access/identity_providers/:id/saml_certificate",
    "/accounts/:id/access/saml_certificates",
    "/accounts/:id/access/saml_certificates/:id/rotate",
])

import CloudFlare  # noqa: E402  (it reads the environment when it is loaded)

ACCOUNT = os.environ["CLOUDFLARE_ACCOUNT_ID"]
ZONE = os.environ["CLOUDFLARE_ZONE_ID"]
UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
UNKNOWN = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f"
EVERYONE = [{"everyone": {}}]

cf = CloudFlare.CloudFlare(token=os.environ["CLOUDFLARE_API_TOKEN"])


def stranger():
    return CloudFlare.CloudFlare(token="nobody-issued-this-token-0123456789abcdef")


def refused(code, call, *arguments, **more):
    try:
        answer = call(*arguments, **more)
    except CloudFlare.exceptions.CloudFlareAPIError as error:
        assert int(error) == code, "expected %d, but: %d %s" % (code, int(error), error)
        return str(error)
    raise AssertionError("expected %d, but it succeeded: %s" % (code, answer))


def ids(listed):
    return [each["id"] for each in listed]


def openssl(*arguments):
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            ["openssl", *arguments, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", os.path.join(folder, "key")],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def root_ca(name):
    return openssl("req", "-x509", "-subj", "/CN=" + name, "-addext", "basicConstraints=critical,CA:TRUE")
