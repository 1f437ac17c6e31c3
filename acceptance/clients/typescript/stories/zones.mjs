import { refusal } from '../codes.mjs';
import { all, assert, HEX_32, refused, RFC_3339, subset } from '../expect.mjs';
import { csr } from '../material.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'fedcba9876543210fedcba9876543210';

export default {
  async 'lists the zone of the first start'(world) {
    const named = await world.owner.zones.list({ name: 'example.com' });
    assert.deepEqual(named.result.map((each) => each.id), [world.zone_id]);
    const [first] = named.result;
    subset(first, { name: 'example.com', status: 'active', paused: false, type: 'full' });
    assert.equal(first.account.id, world.account_id);
    assert.match(first.created_on, RFC_3339);
  },

  async 'creates one and reads it'(world, state) {
    state.name = `zones.${world.sdk}.test`;
    const created = await world.owner.zones.create({ account: { id: world.account_id }, name: state.name, type: 'full' });
    assert.match(created.id, HEX_32);
    subset(created, { name: state.name, type: 'full', paused: false });
    state.at = { zone_id: created.id };
    state.created = created;
    assert.deepEqual(await world.owner.zones.get(state.at), created);
  },

  async 'filters and orders the list'(world, state) {
    const names = async (query) => (await all(world.owner.zones.list(query))).map((each) => each.name);
    assert.deepEqual(await names({ name: state.name }), [state.name]);
    assert.deepEqual(await names({ name: 'nobody.test' }), []);
    assert.ok((await names({ account: { id: world.account_id } })).includes(state.name));
    assert.deepEqual(await names({ account: { id: UNKNOWN } }), []);
    const up = await names({ order: 'name', direction: 'asc' });
    assert.deepEqual(up, [...up].sort());
    assert.deepEqual(await names({ order: 'name', direction: 'desc' }), [...up].reverse());
  },

  async 'pauses it'(world, state) {
    assert.equal((await world.owner.zones.edit({ ...state.at, paused: true })).paused, true);
    assert.equal((await world.owner.zones.get(state.at)).paused, true);
    assert.equal((await world.owner.zones.edit({ ...state.at, paused: false })).paused, false);
  },

  async 'refuses a name that exists, is missing, or is no domain'(world, state) {
    const account = { id: world.account_id };
    await refused(refusal.duplicateZone, world.owner.zones.create({ account, name: state.name, type: 'full' }));
    await refused(refusal.missingField, world.owner.zones.create({ account, type: 'full' }));
    await refused(refusal.invalidZoneName, world.owner.zones.create({ account, name: 'no domain', type: 'full' }));
    await refused(refusal.wrongType, world.owner.zones.edit({ ...state.at, paused: 'perhaps' }));
  },

  async 'refuses an unknown zone'(world) {
    const at = { zone_id: UNKNOWN };
    await refused(refusal.unknownZone, world.owner.zones.get(at));
    await refused(refusal.unknownZone, world.owner.zones.edit({ ...at, paused: true }));
    await refused(refusal.unknownZone, world.owner.zones.delete(at));
  },

  async 'lets a reader of one zone see that one and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads a zone', policy(onZone(state.created.id), group.zoneRead));
    assert.deepEqual((await all(reader.zones.list())).map((each) => each.id), [state.created.id]);
    assert.equal((await reader.zones.get(state.at)).id, state.created.id);
    await refused(refusal.invisibleZone, reader.zones.get({ zone_id: world.zone_id }));
    await refused(refusal.forbidden, reader.zones.edit({ ...state.at, paused: true }));
    await refused(refusal.forbidden, reader.zones.delete(state.at));
    await refused(
      refusal.forbidden,
      reader.zones.create({ account: { id: world.account_id }, name: 'not.yours.test', type: 'full' }),
    );
  },

  async 'keeps a zone whose certificates are still good'(world, state) {
    const issued = await world.owner.clientCertificates.create({ ...state.at, csr: csr(), validity_days: 1 });
    await refused(refusal.zoneInUse, world.owner.zones.delete(state.at));
    await world.owner.clientCertificates.delete(issued.id, state.at);
  },

  async 'deletes it'(world, state) {
    assert.deepEqual(await world.owner.zones.delete(state.at), { id: state.created.id });
    await refused(refusal.unknownZone, world.owner.zones.get(state.at));
    assert.deepEqual((await world.owner.zones.list({ name: state.name })).result, []);
  },

  async 'refuses a token nobody issued'(world) {
    await refused(refusal.authentication, world.client('nobody-issued-this-token-0123456789abcdef').zones.list());
  },
};
