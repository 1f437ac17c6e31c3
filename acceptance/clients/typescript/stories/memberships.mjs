import { refusal } from '../codes.mjs';
import { all, assert, HEX_32, refused } from '../expect.mjs';
import { group, onZone, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '0123456789abcdef0123456789abcdef';

export default {
  async 'lists the owner as an accepted member of the account'(world, state) {
    const listed = await all(world.owner.memberships.list());
    state.membership = listed.find((each) => each.account.id === world.account_id);
    assert.match(state.membership.id, HEX_32);
    assert.equal(state.membership.status, 'accepted');
    assert.equal(state.membership.account.name, 'Acceptance');
  },

  async 'filters the list'(world, state) {
    const by = async (query) => (await all(world.owner.memberships.list(query))).map((each) => each.id);
    assert.ok((await by({ status: 'accepted' })).includes(state.membership.id));
    assert.deepEqual(await by({ status: 'rejected' }), []);
    assert.deepEqual(await by({ account: { name: 'Acceptance' } }), [state.membership.id]);
    assert.deepEqual(await by({ account: { name: 'Nobody' } }), []);
  },

  async 'reads one'(world, state) {
    const read = await world.owner.memberships.get(state.membership.id);
    assert.equal(read.id, state.membership.id);
    assert.equal(read.account.id, world.account_id);
  },

  async 'refuses an unknown one'(world) {
    await refused(refusal.unknownMembership, world.owner.memberships.get(UNKNOWN));
  },

  async 'refuses a token without the permission, and one nobody issued'(world) {
    const other = await trespasser(world, 'knows no membership', policy(onZone(world.zone_id), group.sslReadZone));
    await refused(refusal.forbidden, other.memberships.list());
    await refused(
      refusal.authentication,
      world.client('nobody-issued-this-token-0123456789abcdef').memberships.list(),
    );
  },
};
