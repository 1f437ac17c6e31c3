import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, subset, UUID } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';
const EVERYONE = [{ everyone: {} }];

export default {
  async 'makes one and shows it in the words it was written in'(world, state) {
    state.at = { account_id: world.account_id };
    state.policies = world.owner.zeroTrust.access.policies;
    const said = {
      name: world.unique('Allow devs'), decision: 'allow',
      include: [{ email_domain: { domain: 'example.com' } }],
      require: [{ auth_method: { auth_method: 'mfa' } }],
      exclude: [{ ip: { ip: '192.0.2.0/24' } }],
      session_duration: '24h', approval_required: true,
      approval_groups: [{ approvals_needed: 1, email_addresses: ['boss@example.com'] }],
      purpose_justification_required: true, purpose_justification_prompt: 'Why?', isolation_required: false,
    };
    state.made = await state.policies.create({ ...state.at, ...said });
    assert.match(state.made.id, UUID);
    assert.match(state.made.created_at, RFC_3339);
    subset(state.made, { ...said, reusable: true, app_count: 0 });
    assert.deepEqual(await state.policies.get(state.made.id, state.at), state.made);
  },

  async 'lists it'(world, state) {
    const listed = await all(state.policies.list(state.at));
    assert.deepEqual(listed.filter((each) => each.id === state.made.id), [state.made]);
  },

  async 'describes it anew: what is left out is gone'(world, state) {
    const updated = await state.policies.update(state.made.id, {
      ...state.at, name: world.unique('Deny'), decision: 'deny', include: EVERYONE,
    });
    subset(updated, { name: world.unique('Deny'), decision: 'deny', include: EVERYONE, require: [], exclude: [] });
    assert.ok(!('session_duration' in updated));
    assert.deepEqual(await state.policies.get(state.made.id, state.at), updated);
  },

  async 'refuses bad input, all of it at once'(world, state) {
    const error = await refused(
      refusal.invalidValue,
      state.policies.create({ ...state.at, name: ' ', decision: 'maybe', include: [{ nobody: {} }] }),
    );
    assert.deepEqual(error.errors.map((each) => each.source?.pointer), ['/name', '/decision', '/include/0']);
    await refused(refusal.missingField, state.policies.create({ ...state.at, name: 'n', decision: 'allow' }));
    await refused(
      refusal.accessInvalid,
      state.policies.create({
        ...state.at, name: 'n', decision: 'allow', include: [{ login_method: { id: UNKNOWN } }],
      }),
    );
  },

  async 'refuses an unknown policy'(world, state) {
    const body = { ...state.at, name: 'n', decision: 'allow', include: EVERYONE };
    await refused(refusal.accessNotFound, state.policies.get(UNKNOWN, state.at));
    await refused(refusal.accessNotFound, state.policies.update(UNKNOWN, body));
    await refused(refusal.accessNotFound, state.policies.delete(UNKNOWN, state.at));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads policies', policy(onAccount(world.account_id), group.appsRead));
    const { policies } = reader.zeroTrust.access;
    assert.equal((await policies.get(state.made.id, state.at)).id, state.made.id);
    await refused(refusal.forbidden, policies.delete(state.made.id, state.at));
  },

  async 'deletes it'(world, state) {
    assert.equal((await state.policies.delete(state.made.id, state.at)).id, state.made.id);
    await refused(refusal.accessNotFound, state.policies.get(state.made.id, state.at));
  },
};
