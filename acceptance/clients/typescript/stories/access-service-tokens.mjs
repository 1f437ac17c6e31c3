import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, subset, UUID } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';
const SECRET = /^[0-9a-f]{64}$/;

/** The story of service tokens at one of the two paths that show them. */
function tokenStory(place) {
  return {
    async 'makes one and shows its secret this once'(world, state) {
      state.at = place(world);
      state.tokens = world.owner.zeroTrust.access.serviceTokens;
      const made = await state.tokens.create({ ...state.at, name: world.unique('CI'), duration: '60m' });
      assert.match(made.id, UUID);
      assert.match(made.client_id, /^[0-9a-f]{32}\.access$/);
      assert.match(made.client_secret, SECRET);
      assert.match(made.created_at, RFC_3339);
      subset(made, { name: world.unique('CI'), duration: '60m', enabled: true });
      assert.equal(Date.parse(made.expires_at) - Date.parse(made.created_at), 3_600_000);
      const { client_secret: shownOnce, ...rest } = made;
      assert.deepEqual(await state.tokens.get(made.id, state.at), rest);
      state.made = made;
    },

    async 'lists it without its secret'(world, state) {
      const listed = await all(state.tokens.list(state.at));
      assert.equal(listed.filter((each) => each.id === state.made.id).length, 1);
      assert.ok(listed.every((each) => !('client_secret' in each)));
    },

    async 'changes what is sent and nothing else'(world, state) {
      const updated = await state.tokens.update(state.made.id, {
        ...state.at, name: world.unique('renamed'), duration: 'forever', enabled: false,
      });
      subset(updated, { name: world.unique('renamed'), duration: 'forever', enabled: false });
      assert.ok(!('expires_at' in updated) && !('client_secret' in updated));
      assert.deepEqual(await state.tokens.update(state.made.id, state.at), updated);
    },

    async 'makes a new secret when a higher version is asked for'(world, state) {
      const rotated = await state.tokens.update(state.made.id, { ...state.at, client_secret_version: 2 });
      assert.match(rotated.client_secret, SECRET);
      assert.notEqual(rotated.client_secret, state.made.client_secret);
      await refused(
        refusal.accessInvalid,
        state.tokens.update(state.made.id, { ...state.at, client_secret_version: 1 }),
      );
    },

    async 'refuses bad input, all of it at once'(world, state) {
      const error = await refused(
        refusal.invalidValue,
        state.tokens.create({ ...state.at, name: ' ', duration: 'a while', enabled: 'yes' }),
      );
      assert.deepEqual(error.errors.map((each) => each.source?.pointer), ['/name', '/duration', '/enabled']);
      await refused(refusal.missingField, state.tokens.create({ ...state.at }));
    },

    async 'refuses an unknown token'(world, state) {
      await refused(refusal.accessNotFound, state.tokens.get(UNKNOWN, state.at));
      await refused(refusal.accessNotFound, state.tokens.update(UNKNOWN, { ...state.at, name: 'nobody' }));
      await refused(refusal.accessNotFound, state.tokens.delete(UNKNOWN, state.at));
    },

    async 'refuses to delete one that a rule names'(world, state) {
      const { groups } = world.owner.zeroTrust.access;
      const named = await groups.create({
        ...state.at, name: world.unique('machines'), include: [{ service_token: { token_id: state.made.id } }],
      });
      await refused(refusal.accessConflict, state.tokens.delete(state.made.id, state.at));
      await groups.delete(named.id, state.at);
    },

    async 'lets a reader read and nothing else'(world, state) {
      const reader = await trespasser(
        world, 'reads service tokens', policy(onAccount(world.account_id), group.serviceTokensRead),
      );
      const { serviceTokens } = reader.zeroTrust.access;
      assert.equal((await serviceTokens.get(state.made.id, state.at)).id, state.made.id);
      await refused(refusal.forbidden, serviceTokens.delete(state.made.id, state.at));
      await refused(refusal.forbidden, serviceTokens.create({ ...state.at, name: 'no' }));
    },
  };
}

/** Deletes the token and sees it gone. */
const ending = {
  async 'deletes it and gives it back a last time'(world, state) {
    const deleted = await state.tokens.delete(state.made.id, state.at);
    assert.equal(deleted.id, state.made.id);
    await refused(refusal.accessNotFound, state.tokens.get(state.made.id, state.at));
  },
};

export const ofAccount = {
  ...tokenStory((world) => ({ account_id: world.account_id })),

  async 'begins its lifetime anew'(world, state) {
    await state.tokens.update(state.made.id, { ...state.at, duration: '60m' });
    const refreshed = await state.tokens.refresh(state.made.id, state.at);
    assert.equal(Date.parse(refreshed.expires_at) - Date.parse(refreshed.updated_at), 3_600_000);
    await refused(refusal.accessNotFound, state.tokens.refresh(UNKNOWN, state.at));
  },

  async 'rotates its secret and shows the new one this once'(world, state) {
    const rotated = await state.tokens.rotate(state.made.id, state.at);
    assert.match(rotated.client_secret, SECRET);
    assert.equal(rotated.client_id, state.made.client_id);
    assert.ok(!('client_secret' in (await state.tokens.get(state.made.id, state.at))));
    await refused(refusal.accessNotFound, state.tokens.rotate(UNKNOWN, state.at));
  },

  ...ending,
};

export const ofZone = { ...tokenStory((world) => ({ zone_id: world.zone_id })), ...ending };
