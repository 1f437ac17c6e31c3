import { refusal } from '../codes.mjs';
import { assert, refused } from '../expect.mjs';
import { group, onAccount, policy } from '../tokens.mjs';
import { tokenStory } from '../token-story.mjs';

const adapt = ({ accounts }, { account_id }) => ({
  create: (body) => accounts.tokens.create({ account_id, ...body }),
  list: (query) => accounts.tokens.list({ account_id, ...query }),
  get: (id) => accounts.tokens.get(id, { account_id }),
  update: (id, body) => accounts.tokens.update(id, { account_id, ...body }),
  delete: (id) => accounts.tokens.delete(id, { account_id }),
  verify: () => accounts.tokens.verify({ account_id }),
  roll: (id) => accounts.tokens.value.update(id, { account_id, body: {} }),
  groups: (query) => accounts.tokens.permissionGroups.list({ account_id, ...query }),
});

const reader = (world) => policy(onAccount(world.account_id), group.accountApiTokensRead);

export default {
  ...tokenStory(adapt, 'cfat_', reader),

  async 'has no user, and is verified under its account only'(world) {
    const created = await world.owner.accounts.tokens.create({
      account_id: world.account_id, name: world.unique('no user'), policies: [reader(world)],
    });
    const owned = world.client(created.value);
    await refused(refusal.accountTokenOnUserRoute, owned.user.get());
    await refused(refusal.invalidOnVerify, owned.user.tokens.verify());
    assert.equal((await owned.accounts.tokens.verify({ account_id: world.account_id })).id, created.id);
    await world.owner.accounts.tokens.delete(created.id, { account_id: world.account_id });
  },

  async 'gets the permission groups as a plain array too'(world) {
    const groups = await world.owner.accounts.tokens.permissionGroups.get({ account_id: world.account_id });
    assert.ok(groups.some((each) => each.id === group.sslReadZone));
  },
};
