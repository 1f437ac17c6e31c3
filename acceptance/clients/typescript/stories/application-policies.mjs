import { refusal } from '../codes.mjs';
import { all, assert, refused, subset, UUID } from '../expect.mjs';

const UNKNOWN = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';
const EVERYONE = [{ everyone: {} }];

/** The story of an application's policies at one of the two paths that show them. */
function applicationStory(kind, place) {
  return {
    async 'an application begins without any'(world, state) {
      state.name = `policies-${kind}.${world.sdk}.test`;
      state.zone_id = (await world.zone(state.name)).id;
      state.account = { account_id: world.account_id };
      state.at = place(state);
      const { applications } = world.owner.zeroTrust.access;
      state.applications = applications;
      state.app = await applications.create({
        ...state.at, type: 'self_hosted', name: world.unique(`policies of a ${kind}`), domain: `app.${state.name}`,
      });
      state.policies = applications.policies;
      // What both versions need to say where a policy is, each in its own way.
      state.of = (policy, params = {}) =>
        world.sdk === 'cloudflare4'
          ? [state.app.id, policy, { ...state.at, ...params }]
          : [policy, { ...state.at, app_id: state.app.id, ...params }];
      assert.deepEqual(await all(state.policies.list(state.app.id, state.at)), []);
    },

    async 'makes its own, each at its place'(world, state) {
      const create = (name, precedence) =>
        state.policies.create(state.app.id, { ...state.at, name, decision: 'allow', include: EVERYONE, precedence });
      state.first = await create('first');
      assert.match(state.first.id, UUID);
      subset(state.first, { name: 'first', decision: 'allow', include: EVERYONE, precedence: 1 });
      state.fifth = await create('fifth', 5);
      assert.equal((await create('sixth')).precedence, 6);
      const error = await refused(refusal.accessInvalid, create('another fifth', 5));
      assert.equal(error.errors[0].source?.pointer, '/precedence');
      assert.match(error.errors[0].message, /policy precedences must be unique/);
      const listed = await all(state.policies.list(state.app.id, state.at));
      assert.deepEqual(listed.map((each) => each.precedence), [1, 5, 6]);
      assert.deepEqual(await state.policies.get(...state.of(state.fifth.id)), state.fifth);
    },

    async 'shows them in the application'(world, state) {
      const shown = await state.applications.get(state.app.id, state.at);
      assert.deepEqual(shown.policies.map((each) => each.name), ['first', 'fifth', 'sixth']);
    },

    async 'describes one anew and moves it'(world, state) {
      const body = { name: 'now last', decision: 'deny', include: [{ certificate: {} }] };
      const updated = await state.policies.update(...state.of(state.first.id, { ...body, precedence: 9 }));
      subset(updated, { ...body, precedence: 9 });
      assert.equal((await state.policies.update(...state.of(state.first.id, body))).precedence, 9);
      await refused(
        refusal.accessInvalid,
        state.policies.update(...state.of(state.first.id, { ...body, precedence: 5 })),
      );
    },

    async 'refuses what is not there'(world, state) {
      await refused(refusal.accessNotFound, state.policies.get(...state.of(UNKNOWN)));
      await refused(refusal.accessNotFound, state.policies.delete(...state.of(UNKNOWN)));
      const body = { ...state.at, name: 'n', decision: 'allow', include: EVERYONE };
      await refused(refusal.accessNotFound, state.policies.create(UNKNOWN, body));
      await refused(refusal.accessNotFound, state.policies.list(UNKNOWN, state.at));
    },

    async 'takes reusable ones in place of its own'(world, state) {
      const reusable = world.owner.zeroTrust.access.policies;
      state.shared = await reusable.create({
        ...state.account, name: world.unique('shared'), decision: 'allow', include: EVERYONE,
      });
      const app = { ...state.at, type: 'self_hosted', name: state.app.name, domain: state.app.domain };
      const updated = await state.applications.update(state.app.id, {
        ...app, policies: [{ id: state.shared.id, precedence: 3 }],
      });
      assert.deepEqual(updated.policies.map((each) => [each.id, each.precedence]), [[state.shared.id, 3]]);
      await refused(refusal.accessNotFound, state.policies.get(...state.of(state.first.id)));
      await refused(refusal.accessConflict, reusable.delete(state.shared.id, state.account));
      await refused(refusal.accessInvalid, state.policies.delete(...state.of(state.shared.id)));
      await refused(
        refusal.accessInvalid,
        state.applications.update(state.app.id, { ...app, policies: [UNKNOWN] }),
      );
      const inline = { name: 'inline', decision: 'allow', include: EVERYONE };
      await refused(
        refusal.accessInvalid,
        state.applications.update(state.app.id, { ...app, policies: [state.shared.id, inline] }),
      );
      const written = await state.applications.update(state.app.id, { ...app, policies: [inline] });
      assert.deepEqual(written.policies.map((each) => [each.name, each.precedence]), [['inline', 1]]);
      state.inline = written.policies[0];
      await reusable.delete(state.shared.id, state.account);
    },

    async 'deletes one'(world, state) {
      const own = await state.policies.create(state.app.id, {
        ...state.at, name: 'short', decision: 'bypass', include: EVERYONE,
      });
      assert.equal((await state.policies.delete(...state.of(own.id))).id, own.id);
      await refused(refusal.accessNotFound, state.policies.get(...state.of(own.id)));
    },
  };
}

/** Deletes the application: its own policies go with it. */
const ending = {
  async 'goes with its own policies'(world, state) {
    await state.applications.delete(state.app.id, state.at);
    await refused(refusal.accessNotFound, state.policies.list(state.app.id, state.at));
  },
};

export const ofAccount = {
  ...applicationStory('account', (state) => state.account),

  async 'makes one of its own reusable'(world, state) {
    const path = `/accounts/${world.account_id}/access/apps/${state.app.id}/policies/${state.inline.id}/make_reusable`;
    const { result } = await world.owner.put(path);
    assert.deepEqual(result.map((each) => [each.id, each.reusable]), [[state.inline.id, true]]);
    const reusable = world.owner.zeroTrust.access.policies;
    subset(await reusable.get(state.inline.id, state.account), { app_count: 1, name: 'inline' });
  },

  ...ending,

  async 'leaves the reusable one behind'(world, state) {
    const reusable = world.owner.zeroTrust.access.policies;
    subset(await reusable.get(state.inline.id, state.account), { app_count: 0 });
    await reusable.delete(state.inline.id, state.account);
  },
};

export const ofZone = { ...applicationStory('zone', (state) => ({ zone_id: state.zone_id })), ...ending };
