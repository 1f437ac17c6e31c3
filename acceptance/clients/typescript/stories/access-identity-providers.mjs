import { refusal } from '../codes.mjs';
import { all, assert, refused, subset, UUID } from '../expect.mjs';
import { leaf } from '../material.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const SECRET = 'story-secret-0123456789';

const oidc = {
  client_id: 'client', client_secret: SECRET, auth_url: 'https://idp.example.com/auth',
  token_url: 'https://idp.example.com/token', certs_url: 'https://idp.example.com/certs', scopes: ['openid', 'email'],
};

export default {
  async 'makes one in an account and one from a zone of it'(world, state) {
    const account = await world.owner.accounts.create({ name: world.unique('Providers'), type: 'standard' });
    const zone = await world.owner.zones.create({
      account: { id: account.id }, name: `providers.${world.sdk}.test`, type: 'full',
    });
    state.account_id = account.id;
    state.at = { account_id: account.id };
    state.from = { zone_id: zone.id };
    state.providers = world.owner.zeroTrust.identityProviders;
    state.oidc = await state.providers.create({ ...state.at, name: 'Widget OIDC', type: 'oidc', config: oidc });
    subset(state.oidc, { name: 'Widget OIDC', type: 'oidc' });
    assert.match(state.oidc.id, UUID);
    state.pin = await state.providers.create({ ...state.from, name: 'PIN', type: 'onetimepin', config: {} });
    subset(state.pin, { name: 'PIN', type: 'onetimepin', config: {} });
  },

  async 'shows the same at both paths, and the secret nowhere'(world, state) {
    for (const at of [state.at, state.from]) {
      assert.deepEqual(await state.providers.get(state.oidc.id, at), state.oidc);
      const listed = await all(state.providers.list(at));
      assert.deepEqual(listed.map((each) => each.id).sort(), [state.oidc.id, state.pin.id].sort());
      assert.ok(!JSON.stringify(listed).includes(SECRET));
    }
    assert.ok(!('client_secret' in state.oidc.config) && !JSON.stringify(state.oidc).includes(SECRET));
  },

  async 'changes one at both paths and keeps its secret'(world, state) {
    const { client_secret: kept, ...config } = oidc;
    for (const [name, at] of [['Renamed', state.at], ['Renamed again', state.from]]) {
      const changed = await state.providers.update(state.oidc.id, { ...at, name, type: 'oidc', config });
      assert.equal(changed.name, name);
    }
  },

  async 'refuses a second onetimepin provider'(world, state) {
    await refused(
      refusal.accessConflict,
      state.providers.create({ ...state.at, name: 'PIN 2', type: 'onetimepin', config: {} }),
    );
  },

  async 'refuses encryption without a certificate set, and takes it with one'(world, state) {
    const config = {
      issuer_url: 'https://idp.example.com', sso_target_url: 'https://idp.example.com/login',
      idp_public_certs: [leaf('/CN=idp').certificate],
    };
    const saml = { ...state.at, name: 'SAML', type: 'saml', config };
    const encrypting = { ...saml, config: { ...config, enable_encryption: true } };
    const error = await refused(refusal.accessInvalid, state.providers.create(encrypting));
    assert.equal(error.errors[0].source?.pointer, '/saml_certificate_set_id');
    const made = await state.providers.create(saml);
    const path = `/accounts/${state.account_id}/access/identity_providers/${made.id}/saml_certificate`;
    const { result: set } = await world.owner.post(path);
    const changed = await state.providers.update(made.id, { ...encrypting, saml_certificate_set_id: set.uid });
    subset(changed, { saml_certificate_set_id: set.uid, saml_certificate_set: set });
    assert.equal(changed.config.enable_encryption, true);
    await state.providers.delete(made.id, state.at);
  },

  async 'shows a SCIM secret once and filters by SCIM'(world, state) {
    const made = await state.providers.create({
      ...state.at, name: 'Okta', type: 'okta', config: {}, scim_config: { enabled: true, user_deprovision: true },
    });
    assert.ok(made.scim_config.secret.length >= 32);
    assert.ok(!('secret' in (await state.providers.get(made.id, state.at)).scim_config));
    const enabled = await all(state.providers.list({ ...state.at, scim_enabled: 'true' }));
    assert.deepEqual(enabled.map((each) => each.id), [made.id]);
    await state.providers.delete(made.id, state.at);
  },

  async 'refuses bad configurations and unknown providers'(world, state) {
    const { providers } = state;
    await refused(refusal.missingField, providers.create({ ...state.at, name: 'x', type: 'oidc', config: {} }));
    await refused(refusal.invalidValue, providers.create({ ...state.at, name: 'x', type: 'ldap', config: {} }));
    await refused(refusal.accessNotFound, providers.get(UNKNOWN, state.at));
    await refused(refusal.accessNotFound, providers.get(UNKNOWN, state.from));
    await refused(refusal.accessNotFound, providers.delete(UNKNOWN, state.at));
    await refused(
      refusal.accessNotFound,
      providers.update(UNKNOWN, { ...state.at, name: 'x', type: 'github', config: {} }),
    );
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads providers', policy(onAccount(state.account_id), group.accessOrganizationsRead),
    );
    const { identityProviders } = reader.zeroTrust;
    assert.equal((await identityProviders.get(state.pin.id, state.at)).id, state.pin.id);
    await refused(refusal.forbidden, identityProviders.delete(state.pin.id, state.at));
  },

  async 'deletes them at both paths'(world, state) {
    assert.deepEqual(await state.providers.delete(state.oidc.id, state.at), { id: state.oidc.id });
    assert.deepEqual(await state.providers.delete(state.pin.id, state.from), { id: state.pin.id });
    assert.deepEqual(await all(state.providers.list(state.at)), []);
  },
};
