import { X509Certificate } from 'node:crypto';
import { refusal } from '../codes.mjs';
import { all, assert, HEX_32, refused, SECONDS, subset } from '../expect.mjs';
import { csr, x509Text } from '../material.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

const DAY = 24 * 60 * 60 * 1000;
const UNKNOWN = '0123456789abcdef0123456789abcdef';

/** `edit` of 4.x sends no body at all, and what is not asked for is not done; its plain `patch` does send one. */
async function reactivate(world, { first, zone_id }) {
  if (world.sdk === 'cloudflare4') {
    const untouched = await world.owner.clientCertificates.edit(first.id, { zone_id, reactivate: true });
    const before = await world.owner.clientCertificates.get(first.id, { zone_id });
    assert.deepEqual(untouched, before);
    const path = `/zones/${zone_id}/client_certificates/${first.id}`;
    return (await world.owner.patch(path, { body: { reactivate: true } })).result;
  }
  return world.owner.clientCertificates.edit(first.id, { zone_id, reactivate: true });
}

export default {
  async 'issues from a P-256 request and tells the truth about what it issued'(world, state) {
    state.zone_id = (await world.zone(`clients.${world.sdk}.test`)).id;
    const request = csr('/C=DE/ST=Bayern/L=Passau/O=Acme, Inc./OU=Things/CN=device-1');
    const issued = await world.owner.clientCertificates.create({
      zone_id: state.zone_id, csr: request, validity_days: 90,
    });
    state.first = issued;
    subset(issued, {
      status: 'active', validity_days: 90, common_name: 'device-1', country: 'DE', state: 'Bayern', location: 'Passau',
      organization: 'Acme, Inc.', organizational_unit: 'Things', signature: 'ECDSAWithSHA256',
    });
    assert.match(issued.id, HEX_32);
    assert.equal(issued.csr.trim(), request.trim().replaceAll('\n', '\r\n'), 'the request comes back with CRLF');
    const certificate = new X509Certificate(issued.certificate);
    assert.equal(certificate.serialNumber.toLowerCase(), issued.serial_number);
    assert.equal(certificate.fingerprint256.replaceAll(':', '').toLowerCase(), issued.fingerprint_sha256);
    assert.match(issued.issued_on, SECONDS);
    assert.match(issued.expires_on, SECONDS);
    assert.equal(Date.parse(issued.expires_on) - Date.parse(issued.issued_on), 90 * DAY);
    assert.equal(new Date(certificate.validTo).getTime(), Date.parse(issued.expires_on));
    const text = x509Text(issued.certificate).replaceAll(':', '').toLowerCase();
    assert.ok(text.includes(issued.ski), 'the subject key identifier is the one in the certificate');
    assert.ok(issued.certificate_authority.id.length > 0 && issued.certificate_authority.name.length > 0);
  },

  async 'issues from RSA, P-384 and Ed25519 requests'(world, state) {
    for (const kind of ['rsa', 'p384', 'ed25519']) {
      const issued = await world.owner.clientCertificates.create({
        zone_id: state.zone_id, csr: csr(`/CN=${kind}`, kind), validity_days: 3650,
      });
      subset(issued, { status: 'active', common_name: kind, country: '', organization: '', state: '', location: '' });
    }
  },

  async 'issues again from the same request'(world, state) {
    const request = { zone_id: state.zone_id, csr: csr('/CN=twice'), validity_days: 1 };
    const one = await world.owner.clientCertificates.create(request);
    const two = await world.owner.clientCertificates.create(request);
    assert.notEqual(one.id, two.id);
    assert.notEqual(one.serial_number, two.serial_number);
    state.issued = 6;
  },

  async 'reads one back as it was issued'(world, state) {
    const read = await world.owner.clientCertificates.get(state.first.id, { zone_id: state.zone_id });
    assert.deepEqual(read, state.first);
  },

  async 'lists page by page in the order issued'(world, state) {
    const page = await world.owner.clientCertificates.list({ zone_id: state.zone_id, per_page: 5 });
    assert.equal(page.result.length, 5);
    assert.equal(page.result[0].id, state.first.id);
    subset(page.result_info, { page: 1, per_page: 5, count: 5, total_count: state.issued });
    assert.equal(page.result_info.total_pages ?? 2, 2);
    const everything = await all(world.owner.clientCertificates.list({ zone_id: state.zone_id, per_page: 5 }));
    assert.equal(everything.length, state.issued);
    assert.equal(new Set(everything.map((each) => each.id)).size, state.issued);
  },

  async 'answers a page past the end with an empty list'(world, state) {
    const page = await world.owner.clientCertificates.list({ zone_id: state.zone_id, page: 99 });
    assert.deepEqual(page.result, []);
    subset(page.result_info, { page: 99, count: 0, total_count: state.issued });
  },

  async 'lists by limit and offset'(world, state) {
    const page = await world.owner.clientCertificates.list({ zone_id: state.zone_id, limit: 2, offset: 4 });
    assert.equal(page.result.length, 2);
    const everything = await all(world.owner.clientCertificates.list({ zone_id: state.zone_id }));
    assert.deepEqual(page.result.map((each) => each.id), everything.slice(4, 6).map((each) => each.id));
  },

  async 'revokes: the next read says revoked'(world, state) {
    const answer = await world.owner.clientCertificates.delete(state.first.id, { zone_id: state.zone_id });
    assert.ok(['pending_revocation', 'revoked'].includes(answer.status), answer.status);
    assert.equal(answer.id, state.first.id);
    const read = await world.owner.clientCertificates.get(state.first.id, { zone_id: state.zone_id });
    assert.deepEqual(read, { ...state.first, status: 'revoked' });
  },

  async 'lists by status'(world, state) {
    const by = async (status) => all(world.owner.clientCertificates.list({ zone_id: state.zone_id, status }));
    assert.deepEqual((await by('revoked')).map((each) => each.id), [state.first.id]);
    assert.equal((await by('active')).length, state.issued - 1);
    assert.equal((await by('all')).length, state.issued);
    assert.deepEqual(await by('pending_revocation'), []);
    assert.deepEqual(await by('pending_reactivation'), []);
  },

  async 'refuses to revoke twice'(world, state) {
    await refused(
      refusal.alreadyRevoked,
      world.owner.clientCertificates.delete(state.first.id, { zone_id: state.zone_id }),
    );
  },

  async 'reactivates: the next read says active'(world, state) {
    const answer = await reactivate(world, state);
    assert.ok(['pending_reactivation', 'active'].includes(answer.status), answer.status);
    const read = await world.owner.clientCertificates.get(state.first.id, { zone_id: state.zone_id });
    assert.equal(read.status, 'active');
  },

  async 'leaves an active certificate as it is when asked to reactivate it'(world, state) {
    assert.deepEqual(await reactivate(world, state), state.first);
  },

  async 'refuses an unknown certificate'(world, state) {
    const { clientCertificates } = world.owner;
    const at = { zone_id: state.zone_id };
    await refused(refusal.unknownClientCertificate, clientCertificates.get(UNKNOWN, at));
    await refused(refusal.unknownClientCertificate, clientCertificates.delete(UNKNOWN, at));
    await refused(refusal.unknownClientCertificate, clientCertificates.edit(UNKNOWN, { ...at, reactivate: true }));
  },

  async 'does not find a certificate in another zone'(world, state) {
    await refused(
      refusal.unknownClientCertificate,
      world.owner.clientCertificates.get(state.first.id, { zone_id: world.zone_id }),
    );
  },

  async 'refuses what is no request, no number of days and no body'(world, state) {
    const { clientCertificates } = world.owner;
    const zone_id = state.zone_id;
    await refused(refusal.malformedCsr, clientCertificates.create({ zone_id, csr: 'MIICY', validity_days: 30 }));
    await refused(refusal.validity, clientCertificates.create({ zone_id, csr: csr(), validity_days: 0 }));
    await refused(refusal.wrongType, clientCertificates.create({ zone_id, csr: csr(), validity_days: 'many' }));
    const both = await refused(refusal.missingField, clientCertificates.create({ zone_id }));
    assert.deepEqual(both.errors.map((each) => each.source?.pointer).sort(), ['/csr', '/validity_days']);
  },

  async 'refuses a key that is too weak'(world, state) {
    const weak = csr('/CN=weak', 'rsa1024');
    await refused(
      refusal.keyPolicy,
      world.owner.clientCertificates.create({ zone_id: state.zone_id, csr: weak, validity_days: 30 }),
    );
  },

  async 'refuses a zone that is not there'(world) {
    await refused(refusal.unknownZone, world.owner.clientCertificates.list({ zone_id: UNKNOWN }));
  },

  async 'refuses a token nobody issued'(world, state) {
    const stranger = world.client('0123456789012345678901234567890123456789');
    await refused(refusal.authentication, stranger.clientCertificates.list({ zone_id: state.zone_id }));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads one zone', policy(onZone(state.zone_id), group.sslReadZone));
    const at = { zone_id: state.zone_id };
    assert.equal((await reader.clientCertificates.get(state.first.id, at)).id, state.first.id);
    await refused(refusal.forbidden, reader.clientCertificates.delete(state.first.id, at));
    await refused(refusal.forbidden, reader.clientCertificates.edit(state.first.id, { ...at, reactivate: true }));
    await refused(refusal.forbidden, reader.clientCertificates.create({ ...at, csr: csr(), validity_days: 1 }));
    await refused(refusal.invisibleZone, reader.clientCertificates.list({ zone_id: world.zone_id }));
  },
};
