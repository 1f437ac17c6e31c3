import { refusal } from '../codes.mjs';
import { assert, refused, RFC_3339, subset } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

async function tenant(world, name) {
  const account = await world.owner.accounts.create({ name: world.unique(name), type: 'standard' });
  const zone = await world.owner.zones.create({
    account: { id: account.id }, name: `${name.toLowerCase()}.${world.sdk}.test`, type: 'full',
  });
  return { at: { account_id: account.id }, from: { zone_id: zone.id } };
}

export default {
  async 'an account has none until it makes one'(world, state) {
    state.one = await tenant(world, 'Team');
    state.two = await tenant(world, 'Squad');
    state.organizations = world.owner.zeroTrust.organizations;
    await refused(refusal.accessNotEnabled, state.organizations.list(state.one.at));
    await refused(refusal.accessNotEnabled, state.organizations.update({ ...state.one.at, name: 'x' }));
  },

  async 'makes one, in an account and from a zone'(world, state) {
    const auth_domain = `team.${world.sdk}.test`;
    const made = await state.organizations.create({ ...state.one.at, name: 'Widget Corps', auth_domain });
    subset(made, {
      name: 'Widget Corps', auth_domain, session_duration: '24h', auto_redirect_to_identity: false, is_ui_read_only: false,
    });
    assert.match(made.created_at, RFC_3339);
    assert.deepEqual(await state.organizations.list(state.one.at), made);
    assert.deepEqual(await state.organizations.list(state.one.from), made);
    await refused(
      refusal.accessConflict,
      state.organizations.create({ ...state.two.from, name: 'Squad', auth_domain }),
    );
    await state.organizations.create({ ...state.two.from, name: 'Squad', auth_domain: `squad.${world.sdk}.test` });
  },

  async 'changes what is named and leaves the rest'(world, state) {
    const changed = await state.organizations.update({
      ...state.one.at, auto_redirect_to_identity: true, session_duration: '2h45m',
      login_design: { background_color: '#c5ed1b', header_text: 'Welcome' },
    });
    subset(changed, { name: 'Widget Corps', auto_redirect_to_identity: true, session_duration: '2h45m' });
    const renamed = await state.organizations.update({ ...state.one.from, name: 'Renamed' });
    subset(renamed, { name: 'Renamed', session_duration: '2h45m' });
  },

  async 'refuses what is no duration, no colour and no domain'(world, state) {
    const update = (body) => state.organizations.update({ ...state.one.at, ...body });
    await refused(refusal.invalidValue, update({ session_duration: 'a day' }));
    await refused(refusal.invalidValue, update({ login_design: { text_color: 'red' } }));
    await refused(refusal.invalidValue, update({ auth_domain: 'team' }));
    await refused(refusal.missingField, state.organizations.create({ ...state.two.at }));
  },

  async 'revokes a person, at both paths'(world, state) {
    for (const at of [state.one.at, state.one.from]) {
      assert.equal(await state.organizations.revokeUsers({ ...at, email: 'alice@example.com' }), true);
    }
    await refused(refusal.invalidValue, state.organizations.revokeUsers({ ...state.one.at, email: 'alice' }));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads organizations', policy(onAccount(state.one.at.account_id), group.accessOrganizationsRead),
    );
    const { organizations } = reader.zeroTrust;
    assert.equal((await organizations.list(state.one.at)).name, 'Renamed');
    await refused(refusal.forbidden, organizations.update({ ...state.one.at, name: 'x' }));
    await refused(refusal.forbidden, organizations.revokeUsers({ ...state.one.at, email: 'alice@example.com' }));
  },
};
