"""The families of Access, at the account and at the zone where there are both."""
import re

from client import ACCOUNT, EVERYONE, UNKNOWN, UUID, ZONE, cf, ids, refused, root_ca

BOTH = ((cf.accounts.access, ACCOUNT), (cf.zones.access, ZONE))
LINE = re.compile(r"^ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\.org$")


def access_groups():
    for access, place in BOTH:
        body = {"name": "python", "include": EVERYONE}
        made = access.groups.post(place, data=body)
        assert UUID.match(made["id"]) and made["include"] == EVERYONE
        assert access.groups.get(place, made["id"]) == made
        assert made["id"] in ids(access.groups.get(place))
        assert access.groups.put(place, made["id"], data={**body, "name": "again"})["name"] == "again"
        refused(12130, access.groups.post, place, data={**body, "include": [{"nobody": {}}]})
        assert access.groups.delete(place, made["id"])["id"] == made["id"]
        refused(12152, access.groups.get, place, made["id"])


def access_service_tokens():
    for access, place in BOTH:
        tokens = access.service_tokens
        made = tokens.post(place, data={"name": "python", "duration": "1h"})
        assert len(made["client_secret"]) == 64
        assert made["id"] in ids(tokens.get(place))
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


def access_applications():
    for access, place in BOTH:
        body = {"type": "self_hosted", "name": "python", "domain": "python.example.com"}
        made = access.apps.post(place, data=body)
        assert UUID.match(made["id"]) and made["session_duration"] == "24h"
        for other, there in BOTH:
            assert other.apps.get(there, made["id"]) == made
            assert made["id"] in ids(other.apps.get(there, params={"domain": "python.example.com"}))
        assert access.apps.put(place, made["id"], data={**body, "session_duration": "1h"})["session_duration"] == "1h"
        refused(12132, access.apps.post, place, data={**body, "name": "again"})
        refused(12130, access.apps.post, place, data={**body, "domain": "www.example.net"})
        access.apps.revoke_tokens.post(place, made["id"])
        assert access.apps.delete(place, made["id"])["id"] == made["id"]
        refused(12135, access.apps.get, place, made["id"])


def settings_and_policies_of_an_application():
    apps = cf.accounts.access.apps
    made = apps.post(ACCOUNT, data={"type": "self_hosted", "domain": "python-policies.example.com"})
    assert apps.settings.put(ACCOUNT, made["id"], data={"allow_iframe": True})["allow_iframe"] is True
    assert apps.get(ACCOUNT, made["id"])["allow_iframe"] is True
    for access, place in BOTH:
        body = {"name": "python", "decision": "allow", "include": EVERYONE}
        policy = access.apps.policies.post(place, made["id"], data=body)
        assert access.apps.policies.get(place, made["id"], policy["id"]) == policy
        assert ids(access.apps.policies.get(place, made["id"])) == [policy["id"]]
        changed = access.apps.policies.put(place, made["id"], policy["id"], data={**body, "decision": "deny"})
        assert changed["decision"] == "deny"
        assert access.apps.policies.delete(place, made["id"], policy["id"])["id"] == policy["id"]
    apps.delete(ACCOUNT, made["id"])


def ssh_cas_of_applications():
    application = cf.accounts.access.apps.post(ACCOUNT, data={"type": "ssh", "domain": "python-ssh.example.com"})["id"]
    keys = []
    for access, place in BOTH:
        refused(12135, access.apps.ca.get, place, application)
        made = access.apps.ca.post(place, application)
        assert LINE.match(made["public_key"])
        assert access.apps.ca.get(place, application) == made
        assert made in access.apps.ca.get(place)
        assert access.apps.ca.delete(place, application)["id"] == made["id"]
        refused(12135, access.apps.ca.delete, place, application)
        keys.append(made["public_key"])
    assert keys[0] != keys[1]
    cf.accounts.access.apps.delete(ACCOUNT, application)


def the_gateways_ssh_ca():
    cas = cf.accounts.access.gateway_ca
    made = cas.post(ACCOUNT)
    assert LINE.match(made["public_key"])
    assert cas.get(ACCOUNT) == [made]
    refused(12137, cas.post, ACCOUNT)
    assert cas.delete(ACCOUNT, made["id"])["id"] == made["id"]
    assert cas.get(ACCOUNT) == []


def access_certificates():
    for access, place in BOTH:
        body = {"name": "python", "certificate": root_ca("python access"),
                "associated_hostnames": ["python-mtls.example.com"]}
        added = access.certificates.post(place, data=body)
        assert added["fingerprint"].startswith("MD5 Fingerprint=")
        for other, there in BOTH:
            assert other.certificates.get(there, added["id"]) == added
            assert added["id"] in ids(other.certificates.get(there))
        refused(12132, access.certificates.delete, place, added["id"])
        refused(12036, access.certificates.put, place, added["id"], data={"associated_hostnames": ["www.example.net"]})
        detached = access.certificates.put(place, added["id"], data={"associated_hostnames": []})
        assert detached["associated_hostnames"] == []
        assert access.certificates.delete(place, added["id"])["id"] == added["id"]
        refused(12135, access.certificates.get, place, added["id"])


def hostname_settings():
    for access, place in BOTH:
        settings = [{"hostname": "python-settings.example.com", "china_network": False,
                     "client_certificate_forwarding": True}]
        assert access.certificates.settings.put(place, data={"settings": settings}) == settings
        assert access.certificates.settings.get(place) == settings
        settings[0]["client_certificate_forwarding"] = False
        assert access.certificates.settings.put(place, data={"settings": settings}) == settings
        refused(12036, access.certificates.settings.put, place,
                data={"settings": [{**settings[0], "hostname": "www.example.net"}]})
        assert access.certificates.settings.put(place, data={"settings": []}) == []


def access_keys():
    keys = cf.accounts.access.keys
    before = keys.get(ACCOUNT)
    assert keys.put(ACCOUNT, data={"key_rotation_interval_days": 30})["key_rotation_interval_days"] == 30
    rotated = keys.rotate.post(ACCOUNT)
    assert rotated["last_key_rotation_at"] > before["last_key_rotation_at"]
    assert rotated["days_until_next_rotation"] == 30
    refused(6009, keys.put, ACCOUNT, data={"key_rotation_interval_days": 20})


def identity_providers():
    for access, place in BOTH:
        providers = access.identity_providers
        made = providers.post(place, data={"name": "python", "type": "onetimepin", "config": {}})
        assert providers.get(place, made["id"]) == made
        assert made["id"] in ids(providers.get(place))
        renamed = {"name": "again", "type": "onetimepin", "config": {}}
        assert providers.put(place, made["id"], data=renamed)["name"] == "again"
        refused(12132, providers.post, place, data=renamed)
        refused(6008, providers.post, place, data={"name": "python", "type": "oidc", "config": {}})
        assert providers.delete(place, made["id"])["id"] == made["id"]
        refused(12135, providers.get, place, made["id"])


def saml_certificate_sets():
    providers = cf.accounts.access.identity_providers
    provider = providers.post(ACCOUNT, data={
        "name": "python", "type": "saml",
        "config": {"issuer_url": "https://idp.example.com", "sso_target_url": "https://idp.example.com/login",
                   "idp_public_certs": [root_ca("python idp")]}})["id"]
    made = providers.saml_certificate.post(ACCOUNT, provider)
    sets = cf.accounts.access.saml_certificates
    assert sets.get(ACCOUNT, made["uid"]) == made and made["previous_certificate"] is None
    assert made in sets.get(ACCOUNT)
    rotated = sets.rotate.post(ACCOUNT, made["uid"])
    assert rotated["previous_certificate"]["uid"] == made["current_certificate"]["uid"]
    refused(12135, sets.get, ACCOUNT, UNKNOWN)
    assert providers.delete(ACCOUNT, provider)["id"] == provider


def the_organization():
    for access, place in BOTH:
        refused(9999, access.organizations.get, place)
    body = {"name": "Python", "auth_domain": "python.cloudflareaccess.com"}
    made = cf.accounts.access.organizations.post(ACCOUNT, data=body)
    assert made["auth_domain"] == body["auth_domain"]
    changed = cf.zones.access.organizations.put(ZONE, data={**body, "name": "Again"})
    assert changed["name"] == "Again"
    for access, place in BOTH:
        assert access.organizations.get(place) == changed
    refused(12132, cf.accounts.access.organizations.post, ACCOUNT, data=body)


CASES = [
    access_groups,
    access_service_tokens,
    access_policies,
    access_applications,
    settings_and_policies_of_an_application,
    ssh_cas_of_applications,
    the_gateways_ssh_ca,
    access_certificates,
    hostname_settings,
    access_keys,
    identity_providers,
    saml_certificate_sets,
    the_organization,
]
