import { refusal } from '../codes.mjs';
import { all, assert, refused, UUID } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';

export default {
  async 'makes the CA of an account'(world, state) {
    state.at = { account_id: world.account_id };
    const { gatewayCA } = world.owner.zeroTrust.access;
    assert.deepEqual(await all(gatewayCA.list(state.at)), []);
    const made = await gatewayCA.create(state.at);
    assert.match(made.id, UUID);
    assert.match(made.public_key, /^ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\.org$/);
    assert.deepEqual(await all(gatewayCA.list(state.at)), [made]);
    state.made = made;
  },

  async 'refuses a second one'(world, state) {
    const { gatewayCA } = world.owner.zeroTrust.access;
    const error = await refused(refusal.gatewayCaExists, gatewayCA.create(state.at));
    assert.ok(error.errors[0].message.startsWith('access.api.error.gateway_ca_already_exists'));
    assert.deepEqual(await all(gatewayCA.list(state.at)), [state.made]);
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads the gateway CA', policy(onAccount(world.account_id), group.accessSshAuditingRead),
    );
    const { gatewayCA } = reader.zeroTrust.access;
    assert.deepEqual(await all(gatewayCA.list(state.at)), [state.made]);
    await refused(refusal.forbidden, gatewayCA.create(state.at));
    await refused(refusal.forbidden, gatewayCA.delete(state.made.id, state.at));
  },

  async 'deletes it once'(world, state) {
    const { gatewayCA } = world.owner.zeroTrust.access;
    await refused(refusal.accessNotFound, gatewayCA.delete(UNKNOWN, state.at));
    assert.equal((await gatewayCA.delete(state.made.id, state.at)).id, state.made.id);
    await refused(refusal.accessNotFound, gatewayCA.delete(state.made.id, state.at));
    assert.deepEqual(await all(gatewayCA.list(state.at)), []);
  },
};
