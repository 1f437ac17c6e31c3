import { refusal } from '../codes.mjs';
import { assert, refused } from '../expect.mjs';
import { rootCa } from '../material.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

export default {
  async 'a new zone has none'(world, state) {
    state.name = `hosts.${world.sdk}.test`;
    state.at = { zone_id: (await world.zone(state.name)).id };
    state.associations = world.owner.certificateAuthorities.hostnameAssociations;
    assert.deepEqual(await state.associations.get(state.at), { hostnames: [] });
  },

  async 'replaces the list of the managed CA and keeps its order'(world, state) {
    const hostnames = [`b.${state.name}`, `a.${state.name}`, state.name];
    assert.deepEqual(await state.associations.update({ ...state.at, hostnames }), { hostnames });
    assert.deepEqual(await state.associations.get(state.at), { hostnames });
    const fewer = [`a.${state.name}`];
    assert.deepEqual(await state.associations.update({ ...state.at, hostnames: fewer }), { hostnames: fewer });
    assert.deepEqual(await state.associations.get(state.at), { hostnames: fewer });
  },

  async 'keeps the list of an uploaded CA apart'(world, state) {
    const ca = await world.owner.mtlsCertificates.create({
      account_id: world.account_id, ca: true, certificates: rootCa('/CN=Hosts').certificate, name: world.unique('hosts'),
    });
    state.own = { ...state.at, mtls_certificate_id: ca.id };
    assert.deepEqual(await state.associations.get(state.own), { hostnames: [] });
    const hostnames = [`c.${state.name}`, `a.${state.name}`];
    assert.deepEqual(await state.associations.update({ ...state.own, hostnames }), { hostnames });
    assert.deepEqual(await state.associations.get(state.own), { hostnames });
    assert.deepEqual(await state.associations.get(state.at), { hostnames: [`a.${state.name}`] });
  },

  async 'clears with an empty list'(world, state) {
    assert.deepEqual(await state.associations.update({ ...state.own, hostnames: [] }), { hostnames: [] });
    assert.deepEqual(await state.associations.get(state.own), { hostnames: [] });
    await world.owner.mtlsCertificates.delete(state.own.mtls_certificate_id, { account_id: world.account_id });
  },

  async 'refuses a hostname outside the zone and changes nothing'(world, state) {
    const error = await refused(
      refusal.foreignHostname,
      state.associations.update({ ...state.at, hostnames: [`ok.${state.name}`, 'host.elsewhere.net'] }),
    );
    assert.equal(error.errors[0].source?.pointer, '/hostnames/1');
    assert.deepEqual(await state.associations.get(state.at), { hostnames: [`a.${state.name}`] });
  },

  async 'refuses what is no hostname'(world, state) {
    await refused(refusal.invalidHostname, state.associations.update({ ...state.at, hostnames: ['not a hostname'] }));
    await refused(refusal.wrongType, state.associations.update({ ...state.at, hostnames: 'a' }));
  },

  async 'refuses an unknown CA'(world, state) {
    const nobody = { ...state.at, mtls_certificate_id: '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60' };
    await refused(refusal.unknownMtlsCertificate, state.associations.get(nobody));
    await refused(refusal.unknownMtlsCertificate, state.associations.update({ ...nobody, hostnames: [] }));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads hosts', policy(onZone(state.at.zone_id), group.sslReadZone));
    const { hostnameAssociations } = reader.certificateAuthorities;
    assert.deepEqual(await hostnameAssociations.get(state.at), { hostnames: [`a.${state.name}`] });
    await refused(refusal.forbidden, hostnameAssociations.update({ ...state.at, hostnames: [] }));
  },

  async 'refuses a token nobody issued'(world, state) {
    const stranger = world.client('nobody-issued-this-token-0123456789abcdef');
    await refused(refusal.authentication, stranger.certificateAuthorities.hostnameAssociations.get(state.at));
  },
};
