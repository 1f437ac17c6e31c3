import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, SECONDS, subset, UUID } from '../expect.mjs';
import { leaf, server } from '../material.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';

export default {
  async 'takes a server certificate with its key and never gives the key back'(world, state) {
    state.name = `custom.${world.sdk}.test`;
    state.at = { zone_id: (await world.zone(state.name)).id };
    state.pair = server([`*.${state.name}`, state.name], 'rsa');
    const uploaded = await world.owner.customCertificates.create({
      ...state.at, certificate: state.pair.certificate, private_key: state.pair.key, bundle_method: 'force',
      type: 'sni_custom',
    });
    subset(uploaded, {
      zone_id: state.at.zone_id, hosts: [`*.${state.name}`, state.name], issuer: 'O=Server',
      signature: 'SHA256WithRSA', bundle_method: 'force', status: 'active',
    });
    assert.match(uploaded.id, UUID);
    assert.match(uploaded.uploaded_on, RFC_3339);
    assert.match(uploaded.expires_on, SECONDS);
    assert.ok(!JSON.stringify(uploaded).includes('PRIVATE'));
    state.certificate = uploaded;
  },

  async 'reads one back and lists all of them'(world, state) {
    const { customCertificates } = world.owner;
    assert.deepEqual(await customCertificates.get(state.certificate.id, state.at), state.certificate);
    for (let i = 0; i < 5; i++) {
      const pair = server([`h${i}.${state.name}`]);
      await customCertificates.create({ ...state.at, certificate: pair.certificate, private_key: pair.key });
    }
    const listed = await all(customCertificates.list({ ...state.at, per_page: 5 }));
    assert.equal(listed.length, 6);
    assert.deepEqual(listed[0], state.certificate);
    assert.deepEqual(await all(customCertificates.list({ ...state.at, status: 'expired', match: 'all' })), []);
    assert.equal((await all(customCertificates.list({ ...state.at, status: 'active', match: 'any' }))).length, 6);
  },

  async 'an edit of an SNI certificate comes back under a new id'(world, state) {
    const { customCertificates } = world.owner;
    const next = server([state.name]);
    const edited = await customCertificates.edit(state.certificate.id, {
      ...state.at, certificate: next.certificate, private_key: next.key,
    });
    assert.notEqual(edited.id, state.certificate.id);
    subset(edited, { hosts: [state.name], signature: 'ECDSAWithSHA256', bundle_method: 'force' });
    await refused(refusal.unknownCustomCertificate, customCertificates.get(state.certificate.id, state.at));
    state.certificate = edited;
  },

  async 'refuses bad material, each with its own code'(world, state) {
    const upload = (body) => world.owner.customCertificates.create({ ...state.at, ...body });
    const { certificate, key } = state.pair;
    await refused(refusal.malformedCertificate, upload({ certificate: 'no PEM at all', private_key: key }));
    await refused(refusal.keyDoesNotMatch, upload({ certificate, private_key: server([state.name], 'rsa').key }));
    await refused(refusal.malformedKey, upload({ certificate, private_key: 'no key at all' }));
    await refused(refusal.missingField, upload({ certificate }));
    const client = leaf(`/CN=${state.name}`);
    await refused(refusal.notForServer, upload({ certificate: client.certificate, private_key: client.key }));
    const other = server(['elsewhere.example']);
    await refused(refusal.notForServer, upload({ certificate: other.certificate, private_key: other.key }));
    await refused(
      refusal.invalidValue, upload({ certificate, private_key: key, geo_restrictions: { label: 'highest_security' } }),
    );
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads certificates', policy(onZone(state.at.zone_id), group.sslReadZone));
    assert.equal((await reader.customCertificates.get(state.certificate.id, state.at)).id, state.certificate.id);
    await refused(refusal.forbidden, reader.customCertificates.delete(state.certificate.id, state.at));
  },

  async 'deletes one and knows it no longer'(world, state) {
    const { customCertificates } = world.owner;
    const deleted = await customCertificates.delete(state.certificate.id, state.at);
    assert.equal(deleted.id, state.certificate.id);
    await refused(refusal.unknownCustomCertificate, customCertificates.get(state.certificate.id, state.at));
    await refused(refusal.unknownCustomCertificate, customCertificates.delete(state.certificate.id, state.at));
    await refused(refusal.unknownCustomCertificate, customCertificates.edit(UNKNOWN, state.at));
  },
};
