import { X509Certificate } from 'node:crypto';
import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, UUID } from '../expect.mjs';
import { leaf } from '../material.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

/** The operations, by the SDK's own methods where it has them: 4.x does not, so there the paths are called as they are. */
function operations(client, account_id) {
  const at = { account_id };
  const { samlCertificates: sets } = client.zeroTrust.access;
  const base = `/accounts/${account_id}/access`;
  if (sets) {
    const { samlCertificate } = client.zeroTrust.identityProviders;
    return {
      create: (provider) => samlCertificate.create(provider, at),
      get: (set) => sets.get(set, at),
      rotate: (set) => sets.rotate(set, at),
      list: (query) => all(sets.list({ ...at, ...query })),
      pem: (set) => sets.getPem(set, at),
    };
  }
  return {
    create: async (provider) => (await client.post(`${base}/identity_providers/${provider}/saml_certificate`)).result,
    get: async (set) => (await client.get(`${base}/saml_certificates/${set}`)).result,
    rotate: async (set) => (await client.post(`${base}/saml_certificates/${set}/rotate`)).result,
    list: async (query) => (await client.get(`${base}/saml_certificates`, { query })).result,
    pem: (set) => client.get(`${base}/saml_certificates/${set}/pem`, { __binaryResponse: true }),
  };
}

export default {
  async 'gives a provider a set, once'(world, state) {
    const account = await world.owner.accounts.create({ name: world.unique('SAML'), type: 'standard' });
    state.account_id = account.id;
    state.sets = operations(world.owner, account.id);
    const make = (name) =>
      world.owner.zeroTrust.identityProviders.create({
        account_id: account.id, name, type: 'saml',
        config: {
          issuer_url: 'https://idp.example.com', sso_target_url: 'https://idp.example.com/login',
          idp_public_certs: [leaf('/CN=idp').certificate],
        },
      });
    state.provider = (await make('SAML')).id;
    state.other = (await make('SAML 2')).id;
    state.first = await state.sets.create(state.provider);
    assert.deepEqual(await state.sets.create(state.provider), state.first);
    assert.match(state.first.uid, UUID);
    assert.match(state.first.created_at, RFC_3339);
    assert.equal(state.first.previous_certificate, null);
    const { current_certificate: current } = state.first;
    assert.equal(current.is_current, true);
    const certificate = new X509Certificate(current.public_certificate);
    assert.equal(certificate.publicKey.asymmetricKeyDetails.modulusLength, 2048);
    assert.equal(Date.parse(current.not_after), new Date(certificate.validTo).getTime());
    const year = new Date(certificate.validTo) - new Date(certificate.validFrom);
    assert.equal(year, 365 * 24 * 3600 * 1000);
  },

  async 'reads it, and its certificate as PEM'(world, state) {
    assert.deepEqual(await state.sets.get(state.first.uid), state.first);
    const pem = await state.sets.pem(state.first.uid);
    assert.equal(pem.headers.get('content-type'), 'application/x-pem-file');
    assert.equal(pem.headers.get('content-disposition'), 'attachment; filename="saml_certificate.pem"');
    assert.equal(await pem.text(), state.first.current_certificate.public_certificate);
  },

  async 'rotates current to previous'(world, state) {
    const rotated = await state.sets.rotate(state.first.uid);
    assert.equal(rotated.uid, state.first.uid);
    assert.equal(rotated.previous_certificate.uid, state.first.current_certificate.uid);
    assert.equal(rotated.previous_certificate.is_current, false);
    assert.notEqual(rotated.current_certificate.uid, state.first.current_certificate.uid);
    assert.deepEqual(await state.sets.get(state.first.uid), rotated);
  },

  async 'lists all of them, and those named'(world, state) {
    const other = await state.sets.create(state.other);
    const uids = async (query) => (await state.sets.list(query)).map((each) => each.uid).sort();
    assert.deepEqual(await uids({}), [state.first.uid, other.uid].sort());
    assert.deepEqual(await uids({ id: `${other.uid},${UNKNOWN}` }), [other.uid]);
    await refused(refusal.invalidParameter, state.sets.list({ per_page: 101 }));
  },

  async 'refuses what is not there, and a provider of another type'(world, state) {
    await refused(refusal.accessNotFound, state.sets.get(UNKNOWN));
    await refused(refusal.accessNotFound, state.sets.rotate(UNKNOWN));
    await refused(refusal.accessNotFound, state.sets.create(UNKNOWN));
    const github = await world.owner.zeroTrust.identityProviders.create({
      account_id: state.account_id, name: 'GitHub', type: 'github', config: {},
    });
    await refused(refusal.accessInvalid, state.sets.create(github.id));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads SAML', policy(onAccount(state.account_id), group.accessOrganizationsRead),
    );
    const sets = operations(reader, state.account_id);
    assert.equal((await sets.get(state.first.uid)).uid, state.first.uid);
    await refused(refusal.forbidden, sets.rotate(state.first.uid));
  },
};
