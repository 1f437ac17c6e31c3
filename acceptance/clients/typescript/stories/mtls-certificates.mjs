import { X509Certificate } from 'node:crypto';
import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, SECONDS, subset, UUID } from '../expect.mjs';
import { leaf, rootCa } from '../material.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';

export default {
  async 'takes a CA'(world, state) {
    state.at = { account_id: world.account_id };
    state.root = rootCa('/C=US/ST=San Francisco/L=California/O=Example, Inc.', 'rsa').certificate;
    const uploaded = await world.owner.mtlsCertificates.create({
      ...state.at, ca: true, certificates: state.root, name: world.unique('own root'),
    });
    subset(uploaded, {
      ca: true, name: world.unique('own root'), type: 'custom', signature: 'SHA256WithRSA',
      issuer: 'O=Example\\, Inc.,L=California,ST=San Francisco,C=US',
    });
    assert.match(uploaded.id, UUID);
    assert.equal(uploaded.certificates.trim(), state.root.trim());
    const certificate = new X509Certificate(state.root);
    assert.equal(uploaded.serial_number, BigInt(`0x${certificate.serialNumber}`).toString(10));
    assert.equal(Date.parse(uploaded.expires_on), new Date(certificate.validTo).getTime());
    assert.match(uploaded.expires_on, SECONDS);
    assert.match(uploaded.uploaded_on, RFC_3339);
    state.ca = uploaded;
  },

  async 'takes a leaf with its key and never gives the key back'(world, state) {
    const pair = leaf('/CN=leaf');
    const uploaded = await world.owner.mtlsCertificates.create({
      ...state.at, ca: false, certificates: pair.certificate, private_key: pair.key, name: world.unique('leaf'),
    });
    subset(uploaded, { ca: false, name: world.unique('leaf'), issuer: 'CN=leaf', signature: 'ECDSAWithSHA256' });
    state.leaf = uploaded;
    const read = await world.owner.mtlsCertificates.get(uploaded.id, state.at);
    for (const answer of [uploaded, read]) {
      assert.ok(!('private_key' in answer) && !JSON.stringify(answer).includes('PRIVATE'));
    }
  },

  async 'takes one without a name'(world, state) {
    const pair = leaf('/CN=nameless');
    const uploaded = await world.owner.mtlsCertificates.create({
      ...state.at, ca: false, certificates: pair.certificate, private_key: pair.key,
    });
    assert.equal(uploaded.name ?? '', '');
    state.nameless = uploaded;
  },

  async 'reads one back'(world, state) {
    const read = await world.owner.mtlsCertificates.get(state.ca.id, state.at);
    const { updated_at: onlyOnUpload, ...rest } = state.ca;
    assert.deepEqual(read, rest);
  },

  async 'lists all of them on one page'(world, state) {
    const listed = await all(world.owner.mtlsCertificates.list(state.at));
    for (const wanted of [state.ca, state.leaf, state.nameless]) {
      assert.equal(listed.filter((each) => each.id === wanted.id).length, 1);
    }
  },

  async 'filters by type, by kind and by exact name'(world, state) {
    // `list` of 4.x sends no query, so there it is handed over as the request option it is.
    const list = (query) =>
      world.sdk === 'cloudflare4'
        ? world.owner.mtlsCertificates.list(state.at, { query })
        : world.owner.mtlsCertificates.list({ ...state.at, ...query });
    const ids = async (query) => (await all(list(query))).map((each) => each.id);
    assert.deepEqual(await ids({ name: world.unique('leaf') }), [state.leaf.id]);
    assert.deepEqual(await ids({ name: 'lea' }), []);
    assert.deepEqual(await ids({ name: world.unique('leaf'), ca: true }), []);
    assert.deepEqual(await ids({ type: ['gateway_managed', 'access_managed'] }), []);
    const custom = await ids({ type: ['custom', 'gateway_managed'] });
    assert.ok(custom.includes(state.ca.id) && custom.includes(state.leaf.id));
    const cas = await ids({ ca: true });
    assert.ok(cas.includes(state.ca.id) && !cas.includes(state.leaf.id));
  },

  async 'lists no associations while nothing uses it, and one when a hostname does'(world, state) {
    const { associations } = world.owner.mtlsCertificates;
    assert.deepEqual(await all(associations.get(state.ca.id, state.at)), []);
    state.name = `mtls.${world.sdk}.test`;
    state.zone_id = (await world.zone(state.name)).id;
    state.hosts = { zone_id: state.zone_id, mtls_certificate_id: state.ca.id };
    await world.owner.certificateAuthorities.hostnameAssociations.update({
      ...state.hosts, hostnames: [`api.${state.name}`],
    });
    const found = await all(associations.get(state.ca.id, state.at));
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.ok(found[0].service.length > 0 && found[0].status === 'active', JSON.stringify(found));
  },

  async 'refuses to delete a CA that is in use'(world, state) {
    const { mtlsCertificates } = world.owner;
    await refused(refusal.mtlsCertificateInUse, mtlsCertificates.delete(state.ca.id, state.at));
    assert.equal((await mtlsCertificates.get(state.ca.id, state.at)).id, state.ca.id);
  },

  async 'deletes it once nothing uses it, and gives it back a last time'(world, state) {
    await world.owner.certificateAuthorities.hostnameAssociations.update({ ...state.hosts, hostnames: [] });
    const deleted = await world.owner.mtlsCertificates.delete(state.ca.id, state.at);
    const { updated_at: onlyOnUpload, ...rest } = state.ca;
    assert.deepEqual(deleted, rest);
    await refused(refusal.unknownMtlsCertificate, world.owner.mtlsCertificates.get(state.ca.id, state.at));
    await refused(refusal.mtlsCertificateAlreadyDeleted, world.owner.mtlsCertificates.delete(state.ca.id, state.at));
  },

  async 'takes the same certificate again after it was deleted, but never twice'(world, state) {
    const again = { ...state.at, ca: true, certificates: `\n${state.root}\n\n`, name: world.unique('again') };
    const uploaded = await world.owner.mtlsCertificates.create(again);
    await refused(
      refusal.duplicateMtlsCertificate,
      world.owner.mtlsCertificates.create({ ...again, name: world.unique('other name') }),
    );
    await world.owner.mtlsCertificates.delete(uploaded.id, state.at);
  },

  async 'refuses an unknown certificate'(world, state) {
    const { mtlsCertificates } = world.owner;
    await refused(refusal.unknownMtlsCertificate, mtlsCertificates.get(UNKNOWN, state.at));
    await refused(refusal.unknownMtlsCertificate, mtlsCertificates.delete(UNKNOWN, state.at));
    await refused(refusal.unknownMtlsCertificate, mtlsCertificates.associations.get(UNKNOWN, state.at));
    await refused(refusal.unknownMtlsCertificate, mtlsCertificates.get(UNKNOWN.replaceAll('-', ''), state.at));
  },

  async 'refuses bad material, each with its own code'(world, state) {
    const upload = (body) => world.owner.mtlsCertificates.create({ ...state.at, ...body });
    const pair = leaf('/CN=bad');
    await refused(refusal.malformedCertificate, upload({ ca: true, certificates: 'no PEM at all' }));
    await refused(refusal.notACa, upload({ ca: true, certificates: pair.certificate }));
    await refused(
      refusal.keyDoesNotMatch,
      upload({ ca: false, certificates: pair.certificate, private_key: leaf('/CN=other').key }),
    );
    await refused(
      refusal.malformedKey,
      upload({ ca: false, certificates: pair.certificate, private_key: 'no key at all' }),
    );
    await refused(refusal.missingField, upload({ certificates: pair.certificate }));
    await refused(refusal.missingField, upload({ ca: true }));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads mTLS', policy(onAccount(world.account_id), group.sslReadAccount));
    assert.equal((await reader.mtlsCertificates.get(state.leaf.id, state.at)).id, state.leaf.id);
    assert.deepEqual(await all(reader.mtlsCertificates.associations.get(state.leaf.id, state.at)), []);
    await refused(refusal.forbidden, reader.mtlsCertificates.delete(state.leaf.id, state.at));
    await refused(
      refusal.forbidden,
      reader.mtlsCertificates.create({ ...state.at, ca: true, certificates: rootCa('/CN=No').certificate }),
    );
    const stranger = world.client('nobody-issued-this-token-0123456789abcdef');
    await refused(refusal.authentication, stranger.mtlsCertificates.list(state.at));
  },

  async 'deletes the rest'(world, state) {
    await world.owner.mtlsCertificates.delete(state.leaf.id, state.at);
    await world.owner.mtlsCertificates.delete(state.nameless.id, state.at);
  },
};
