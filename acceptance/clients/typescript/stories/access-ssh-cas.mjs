import { refusal } from '../codes.mjs';
import { all, assert, refused, subset } from '../expect.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';
const LINE = /^ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\.org$/;

export default {
  async 'makes the CA of an application, once'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    state.zone = `ssh.${world.sdk}.test`;
    state.at = { zone_id: (await world.zone(state.zone)).id };
    state.account = { account_id: world.account_id };
    const make = (label) => applications.create({ ...state.at, type: 'ssh', domain: `${label}.${state.zone}` });
    state.application = await make('one');
    state.second = await make('two');
    const made = await applications.cas.create(state.application.id, state.account);
    assert.match(made.id, /^[0-9a-f]{48}$/);
    assert.equal(made.aud, state.application.aud);
    assert.match(made.public_key, LINE);
    assert.deepEqual(await applications.cas.create(state.application.id, state.account), made);
    assert.deepEqual(await applications.cas.create(state.application.id, state.at), made);
    state.made = made;
  },

  async 'reads it at the account and at the zone'(world, state) {
    const { cas } = world.owner.zeroTrust.access.applications;
    assert.deepEqual(await cas.get(state.application.id, state.account), state.made);
    assert.deepEqual(await cas.get(state.application.id, state.at), state.made);
  },

  async 'lists them at both, page by page'(world, state) {
    const { cas } = world.owner.zeroTrust.access.applications;
    const second = await cas.create(state.second.id, state.at);
    assert.deepEqual(await all(cas.list(state.at)), [state.made, second]);
    const listed = (await all(cas.list(state.account))).map((each) => each.id);
    for (const each of [state.made, second]) {
      assert.equal(listed.filter((id) => id === each.id).length, 1);
    }
    // `list` of 4.x sends no query, so there it is handed over as the request option it is.
    const page = { page: 2, per_page: 1 };
    const paged = world.sdk === 'cloudflare4'
      ? await cas.list(state.at, { query: page })
      : await cas.list({ ...state.at, ...page });
    assert.deepEqual(paged.result, [second]);
    if (world.sdk === 'cloudflare') subset(paged.result_info, { page: 2, per_page: 1, count: 1, total_count: 2, total_pages: 2 });
  },

  async 'refuses an application that is unknown, or has no CA, or can have none'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    for (const at of [state.account, state.at]) {
      await refused(refusal.accessNotFound, applications.cas.create(UNKNOWN, at));
      await refused(refusal.accessNotFound, applications.cas.get(UNKNOWN, at));
      await refused(refusal.accessNotFound, applications.cas.delete(UNKNOWN, at));
    }
    const bookmark = await applications.create({ ...state.account, type: 'bookmark', domain: 'example.org' });
    await refused(refusal.accessInvalid, applications.cas.create(bookmark.id, state.account));
    await refused(refusal.accessNotFound, applications.cas.get(bookmark.id, state.account));
    await applications.delete(bookmark.id, state.account);
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world, 'reads SSH CAs', policy(onAccount(world.account_id), group.accessAppsReadAccount),
    );
    const { cas } = reader.zeroTrust.access.applications;
    assert.deepEqual(await cas.get(state.application.id, state.account), state.made);
    await refused(refusal.forbidden, cas.create(state.application.id, state.account));
    await refused(refusal.forbidden, cas.delete(state.application.id, state.account));
  },

  async 'deletes it, and makes another with another key'(world, state) {
    const { cas } = world.owner.zeroTrust.access.applications;
    assert.equal((await cas.delete(state.application.id, state.account)).id, state.made.id);
    await refused(refusal.accessNotFound, cas.get(state.application.id, state.account));
    await refused(refusal.accessNotFound, cas.delete(state.application.id, state.account));
    const again = await cas.create(state.application.id, state.account);
    assert.equal(again.aud, state.made.aud);
    assert.notEqual(again.public_key, state.made.public_key);
    assert.equal((await cas.delete(state.application.id, state.at)).id, again.id);
  },

  async 'goes with its application'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    await applications.delete(state.second.id, state.at);
    await applications.delete(state.application.id, state.at);
    assert.deepEqual(await all(applications.cas.list(state.at)), []);
  },
};
