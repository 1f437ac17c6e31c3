import { refusal } from '../codes.mjs';
import { assert, refused } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const setting = (hostname, client_certificate_forwarding) => ({
  hostname, china_network: false, client_certificate_forwarding,
});

/** What an answer lists; one version of the SDK gives a page, another the list. */
async function listed(call) {
  const answer = await call;
  return answer.result ?? answer;
}

export default {
  async 'a new zone has none'(world, state) {
    state.name = `settings.${world.sdk}.test`;
    state.at = { account_id: world.account_id };
    state.zone = { zone_id: (await world.zone(state.name)).id };
    state.settings = world.owner.zeroTrust.access.certificates.settings;
    assert.deepEqual(await listed(state.settings.get(state.zone)), []);
  },

  async 'replaces those of the account, whole and in order'(world, state) {
    const both = [setting(`b.${state.name}`, true), setting(`a.${state.name}`, false)];
    assert.deepEqual(await listed(state.settings.update({ ...state.at, settings: both })), both);
    assert.deepEqual(await listed(state.settings.get(state.at)), both);
    const one = [setting(`a.${state.name}`, true)];
    assert.deepEqual(await listed(state.settings.update({ ...state.at, settings: one })), one);
    assert.deepEqual(await listed(state.settings.get(state.zone)), one);
  },

  async 'replaces those of a zone and leaves the others'(world, state) {
    const other = `other-settings.${world.sdk}.test`;
    const elsewhere = { zone_id: (await world.zone(other)).id };
    const theirs = [setting(`x.${other}`, true)];
    assert.deepEqual(await listed(state.settings.update({ ...elsewhere, settings: theirs })), theirs);
    assert.deepEqual(await listed(state.settings.update({ ...state.zone, settings: [] })), []);
    assert.deepEqual(await listed(state.settings.get(state.at)), theirs);
    await refused(refusal.accessForeignHostname, state.settings.update({ ...state.zone, settings: theirs }));
    await listed(state.settings.update({ ...state.at, settings: [] }));
  },

  async 'takes changes at once after one another, which the service answers with conflicts'(world, state) {
    for (let round = 0; round < 10; round++) {
      const settings = [setting(`r.${state.name}`, round % 2 === 0)];
      assert.deepEqual(await listed(state.settings.update({ ...state.zone, settings })), settings);
      assert.deepEqual(await listed(state.settings.get(state.zone)), settings);
    }
    await Promise.all(Array.from({ length: 20 }, (_, round) =>
      listed(state.settings.update({ ...state.zone, settings: [setting(`r${round}.${state.name}`, true)] }))));
    assert.equal((await listed(state.settings.get(state.zone))).length, 1);
    await listed(state.settings.update({ ...state.zone, settings: [] }));
  },

  async 'refuses what is incomplete, unknown or contradicts itself'(world, state) {
    const update = (...settings) => state.settings.update({ ...state.zone, settings });
    await refused(refusal.missingField, update({ hostname: state.name }));
    await refused(refusal.invalidValue, update({ ...setting(state.name, true), mode: 'log' }));
    await refused(refusal.accessInvalid, update(setting(state.name, true), setting(state.name, false)));
    await refused(refusal.accessInvalid, update(setting('not a hostname', true)));
    const error = await refused(refusal.accessInvalid, update({ ...setting(state.name, true), china_network: true }));
    assert.equal(error.errors[0].source?.pointer, '/settings/0/china_network');
    assert.deepEqual(await listed(state.settings.get(state.zone)), []);
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(world, 'reads settings', policy(onAccount(world.account_id), group.accessMtlsRead));
    const { settings } = reader.zeroTrust.access.certificates;
    for (const at of [state.at, state.zone]) {
      assert.ok(Array.isArray(await listed(settings.get(at))));
      await refused(refusal.forbidden, settings.update({ ...at, settings: [] }));
    }
  },
};
