import { refusal } from '../codes.mjs';
import { all, assert, HEX_32, refused, RFC_3339, subset } from '../expect.mjs';
import { csr } from '../material.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'fedcba9876543210fedcba9876543210';

export default {
  async 'lists the account of the first start'(world) {
    const listed = await all(world.owner.accounts.list());
    const first = listed.find((each) => each.id === world.account_id);
    subset(first, { name: 'Acceptance', type: 'standard' });
    assert.match(first.created_on, RFC_3339);
  },

  async 'creates one and reads it'(world, state) {
    const created = await world.owner.accounts.create({ name: world.unique('Second'), type: 'standard' });
    subset(created, { name: world.unique('Second'), type: 'standard' });
    assert.match(created.id, HEX_32);
    state.at = { account_id: created.id };
    assert.deepEqual(await world.owner.accounts.get(state.at), created);
    state.created = created;
  },

  async 'lists by exact name, in both directions'(world, state) {
    const named = await world.owner.accounts.list({ name: world.unique('Second') });
    assert.deepEqual(named.result.map((each) => each.id), [state.created.id]);
    subset(named.result_info, { page: 1, count: 1, total_count: 1 });
    const up = (await all(world.owner.accounts.list({ direction: 'asc' }))).map((each) => each.id);
    const down = (await all(world.owner.accounts.list({ direction: 'desc' }))).map((each) => each.id);
    assert.deepEqual(down, [...up].reverse());
  },

  async 'renames it'(world, state) {
    const renamed = await world.owner.accounts.update({
      ...state.at, id: state.created.id, name: world.unique('Renamed'), type: 'standard',
    });
    assert.equal(renamed.name, world.unique('Renamed'));
    assert.equal((await world.owner.accounts.get(state.at)).name, world.unique('Renamed'));
  },

  async 'refuses a name that is missing or too long'(world, state) {
    await refused(refusal.missingField, world.owner.accounts.create({ type: 'standard' }));
    await refused(refusal.invalidValue, world.owner.accounts.create({ name: 'n'.repeat(101), type: 'standard' }));
    await refused(refusal.invalidValue, world.owner.accounts.update({ ...state.at, name: '' }));
  },

  async 'refuses an unknown account'(world) {
    const at = { account_id: UNKNOWN };
    await refused(refusal.unknownAccount, world.owner.accounts.get(at));
    await refused(refusal.unknownAccount, world.owner.accounts.update({ ...at, name: 'x', type: 'standard' }));
    await refused(refusal.unknownAccount, world.owner.accounts.delete(at));
  },

  async 'lets a reader of one account see that one and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads an account', policy(onAccount(state.created.id), group.accountSettingsRead),
    );
    assert.deepEqual((await all(reader.accounts.list())).map((each) => each.id), [state.created.id]);
    assert.equal((await reader.accounts.get(state.at)).id, state.created.id);
    await refused(refusal.forbidden, reader.accounts.get({ account_id: world.account_id }));
    await refused(refusal.forbidden, reader.accounts.update({ ...state.at, name: 'x', type: 'standard' }));
    await refused(refusal.forbidden, reader.accounts.delete(state.at));
    await refused(refusal.forbidden, reader.accounts.create({ name: 'x', type: 'standard' }));
  },

  async 'keeps an account whose certificates are still good'(world, state) {
    const zone = await world.owner.zones.create({ account: state.created, name: `kept.${world.sdk}.test`, type: 'full' });
    const issued = await world.owner.clientCertificates.create({ zone_id: zone.id, csr: csr(), validity_days: 1 });
    await refused(refusal.accountInUse, world.owner.accounts.delete(state.at));
    await world.owner.clientCertificates.delete(issued.id, { zone_id: zone.id });
    await world.owner.zones.delete({ zone_id: zone.id });
  },

  async 'deletes it'(world, state) {
    assert.equal((await world.owner.accounts.delete(state.at)).id, state.created.id);
    await refused(refusal.unknownAccount, world.owner.accounts.get(state.at));
  },

  async 'refuses a token nobody issued'(world) {
    await refused(refusal.authentication, world.client('nobody-issued-this-token-0123456789abcdef').accounts.list());
  },
};
