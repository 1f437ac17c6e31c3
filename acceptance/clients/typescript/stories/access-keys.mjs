import { refusal } from '../codes.mjs';
import { assert, refused, RFC_3339, subset } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

export default {
  async 'an account has keys from the first look on'(world, state) {
    const account = await world.owner.accounts.create({ name: world.unique('Keys'), type: 'standard' });
    state.at = { account_id: account.id };
    state.keys = world.owner.zeroTrust.access.keys;
    const first = await state.keys.get(state.at);
    subset(first, { key_rotation_interval_days: 42, days_until_next_rotation: 42 });
    assert.match(first.last_key_rotation_at, RFC_3339);
    assert.equal((await state.keys.get(state.at)).last_key_rotation_at, first.last_key_rotation_at);
    state.first = first;
  },

  async 'rotates them'(world, state) {
    const rotated = await state.keys.rotate(state.at);
    assert.notEqual(rotated.last_key_rotation_at, state.first.last_key_rotation_at);
    subset(rotated, { key_rotation_interval_days: 42, days_until_next_rotation: 42 });
  },

  async 'changes how often they rotate'(world, state) {
    const changed = await state.keys.update({ ...state.at, key_rotation_interval_days: 30 });
    subset(changed, { key_rotation_interval_days: 30, days_until_next_rotation: 30 });
    assert.deepEqual(await state.keys.get(state.at), changed);
  },

  async 'refuses an interval out of bounds'(world, state) {
    for (const days of [20, 366]) {
      await refused(refusal.invalidValue, state.keys.update({ ...state.at, key_rotation_interval_days: days }));
    }
    await refused(refusal.missingField, state.keys.update({ ...state.at }));
    await refused(refusal.wrongType, state.keys.update({ ...state.at, key_rotation_interval_days: 'often' }));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads keys', policy(onAccount(state.at.account_id), group.accessOrganizationsRead),
    );
    assert.equal((await reader.zeroTrust.access.keys.get(state.at)).key_rotation_interval_days, 30);
    await refused(refusal.forbidden, reader.zeroTrust.access.keys.rotate(state.at));
  },
};
