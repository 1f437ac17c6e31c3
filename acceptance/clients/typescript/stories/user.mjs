import { refusal } from '../codes.mjs';
import { assert, refused } from '../expect.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

export default {
  async 'reads the owner'(world, state) {
    state.user = await world.owner.user.get();
    assert.ok(state.user.id.length > 0);
    assert.match(state.user.email, /^\S+@\S+$/);
    assert.equal(state.user.suspended, false);
    assert.ok(state.user.organizations.some((each) => each.id === world.account_id && each.status === 'member'));
  },

  async 'edits the fields that are given and leaves the others'(world, state) {
    const edited = await world.owner.user.edit({ first_name: 'Ada', country: 'GB', telephone: '+44 20 7946 0000' });
    assert.equal(edited.first_name, 'Ada');
    const cleared = await world.owner.user.edit({ country: null, last_name: world.unique('L') });
    assert.deepEqual(
      [cleared.first_name, cleared.last_name, cleared.country, cleared.telephone],
      ['Ada', world.unique('L'), null, '+44 20 7946 0000'],
    );
    assert.deepEqual(await world.owner.user.get(), cleared);
    await world.owner.user.edit({ first_name: null, last_name: null, telephone: null });
  },

  async 'refuses a name that is too long or no text'(world) {
    await refused(refusal.invalidValue, world.owner.user.edit({ first_name: 'n'.repeat(61) }));
    await refused(refusal.wrongType, world.owner.user.edit({ first_name: 7 }));
  },

  async 'refuses a token without the permission'(world) {
    const other = await trespasser(world, 'knows no user', policy(onZone(world.zone_id), group.sslReadZone));
    await refused(refusal.forbidden, other.user.get());
    await refused(refusal.forbidden, other.user.edit({ first_name: 'Eve' }));
  },

  async 'lets a reader of the user read and nothing else'(world, state) {
    const resources = { [`com.cloudflare.api.user.${state.user.id}`]: '*' };
    const reader = await trespasser(world, 'reads the user', policy(resources, group.userDetailsRead));
    assert.equal((await reader.user.get()).id, state.user.id);
    await refused(refusal.forbidden, reader.user.edit({ first_name: 'Eve' }));
  },

  async 'refuses a token nobody issued'(world) {
    await refused(refusal.authentication, world.client('nobody-issued-this-token-0123456789abcdef').user.get());
  },
};
