import { createServer } from 'node:http';
import { browser } from '../browser.mjs';
import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, subset, UUID } from '../expect.mjs';
import { openIdProvider } from '../provider.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';
const CLIENT = 'chancery';

/** Has the edge carry a hostname; no SDK knows of it. */
async function routed(world, hostname, origin) {
  const { CLOUDFLARE_BASE_URL: base, CLOUDFLARE_API_TOKEN: token } = process.env;
  const answer = await fetch(`${base}/zones/${world.zone_id}/edge/routes/${hostname}?wait=enforced&timeout=25`, {
    method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ origin }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** One session; the two versions of the SDK take its parameters in different order. */
function session(world, account, user_id, nonce) {
  const { activeSessions } = world.owner.zeroTrust.access.users;
  return world.sdk === 'cloudflare'
    ? activeSessions.get(nonce, { ...account, user_id })
    : activeSessions.get(user_id, nonce, account);
}

export default {
  async 'protects an application with a provider of its own'(world, state) {
    state.account = { account_id: world.account_id };
    state.auth = `login-${world.sdk}.example.com`;
    state.host = `wiki-${world.sdk}.example.com`;
    state.origin = createServer((request, response) => response.end(request.headers['cf-access-authenticated-user-email']));
    await new Promise((done) => state.origin.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${state.origin.address().port}`;
    state.provider = await openIdProvider(CLIENT);
    const { zeroTrust } = world.owner;
    const made = world.sdk === 'cloudflare'
      ? await zeroTrust.organizations.create({ ...state.account, name: 'Story', auth_domain: state.auth })
      : await zeroTrust.organizations.update({ ...state.account, name: 'Story', auth_domain: state.auth });
    subset(made, { auth_domain: state.auth });
    const idp = await zeroTrust.identityProviders.create({
      ...state.account, name: world.unique('Staff'), type: 'oidc', config: state.provider.config,
    });
    state.app = await zeroTrust.access.applications.create({
      ...state.account, type: 'self_hosted', name: world.unique('Wiki'), domain: state.host, allowed_idps: [idp.id],
      auto_redirect_to_identity: true,
      policies: [{ name: 'staff', decision: 'allow', include: [{ email_domain: { domain: `${world.sdk}.example` } }] }],
    });
    for (const hostname of [state.auth, state.host]) {
      await routed(world, hostname, origin);
    }
  },

  async 'lets one person in and another not'(world, state) {
    const names = [state.auth, state.host];
    state.provider.person = { email: `Ada@${world.sdk}.example`, name: 'Ada Lovelace' };
    state.ada = `ada@${world.sdk}.example`;
    const inside = await browser(names).open(state.host, '/page');
    assert.equal(inside.status, 200, inside.page);
    assert.ok(inside.url.endsWith('/page'), inside.url);
    assert.equal(inside.page, state.ada);
    state.provider.person = { email: `eve-${world.sdk}@elsewhere.example`, name: 'Eve' };
    const outside = await browser(names).open(state.host);
    assert.equal(outside.status, 403, outside.page);
    state.provider.close();
    state.origin.close();
  },

  async 'tells of both in the log'(world, state) {
    const { accessRequests } = world.owner.zeroTrust.access.logs;
    const about = { ...state.account, email: world.sdk, direction: 'asc' };
    const logged = await accessRequests.list({ ...state.account, direction: 'asc', limit: 1000 });
    const ours = logged.filter((each) => each.app_domain.startsWith(state.host));
    assert.deepEqual(ours.map((each) => [each.user_email, each.allowed]), [
      [state.ada, true], [`eve-${world.sdk}@elsewhere.example`, false],
    ]);
    subset(ours[0], { action: 'login', app_uid: state.app.id, connection: 'oidc', ip_address: '127.0.0.1' });
    assert.match(ours[0].created_at, RFC_3339);
    assert.ok(ours[0].ray_id.length > 0);
    assert.deepEqual(await accessRequests.list({ ...about, until: '2020-10-01T05:20:00Z' }), []);
    assert.equal((await accessRequests.list({ ...state.account, limit: 1 })).length, 1);
  },

  async 'lists who came'(world, state) {
    const { users } = world.owner.zeroTrust.access;
    const came = await all(users.list(state.account));
    const found = came.filter((each) => each.email === state.ada);
    assert.equal(found.length, 1);
    [state.user] = found;
    assert.match(state.user.id, UUID);
    subset(state.user, { name: 'Ada Lovelace', access_seat: true, gateway_seat: false, active_device_count: 0 });
    assert.match(state.user.last_successful_login, RFC_3339);
    state.eve = came.find((each) => each.email === `eve-${world.sdk}@elsewhere.example`);
    subset(state.eve, { access_seat: false, last_successful_login: null });
  },

  async 'tells who they were and which sessions they have'(world, state) {
    const { users } = world.owner.zeroTrust.access;
    const identity = await users.lastSeenIdentity.get(state.user.id, state.account);
    subset(identity, { email: state.ada, user_uuid: state.user.id, account_id: world.account_id });
    assert.equal(identity.idp.type, 'oidc');
    const sessions = await all(users.activeSessions.list(state.user.id, state.account));
    assert.equal(sessions.length, 1);
    assert.ok(sessions[0].expiration > sessions[0].metadata.iat);
    const { nonce } = sessions[0].metadata;
    subset(await session(world, state.account, state.user.id, nonce), { email: state.ada, isActive: true });
    state.session = nonce;
  },

  async 'tells what they were not let in to'(world, state) {
    const { users } = world.owner.zeroTrust.access;
    assert.deepEqual(await all(users.failedLogins.list(state.user.id, state.account)), []);
    const [failed] = await all(users.failedLogins.list(state.eve.id, state.account));
    subset(failed.metadata, { app_name: world.unique('Wiki'), aud: state.app.aud, user_uuid: state.eve.id });
  },

  async 'tries policies on who calls'(world, state) {
    const { userPolicyChecks } = world.owner.zeroTrust.access.applications;
    for (const at of [state.account, { zone_id: world.zone_id }]) {
      const checked = await userPolicyChecks.list(state.app.id, at);
      subset(checked.app_state, { app_uid: state.app.id, aud: state.app.aud, name: world.unique('Wiki'), status: 'Fail' });
      assert.deepEqual(checked.app_state.policies.map((each) => [each.name, each.status]), [['staff', 'Fail']]);
      assert.match(checked.user_identity.email, /@/);
      await refused(refusal.accessNotFound, userPolicyChecks.list(UNKNOWN, at));
    }
  },

  async 'knows nobody else, and tells only who may read the log'(world, state) {
    const { users } = world.owner.zeroTrust.access;
    await refused(refusal.accessNotFound, users.lastSeenIdentity.get(UNKNOWN, state.account));
    await refused(refusal.accessNotFound, session(world, state.account, state.user.id, '0'.repeat(64)));
    await refused(refusal.accessNotFound, all(users.activeSessions.list(UNKNOWN, state.account)));
    await refused(refusal.accessNotFound, all(users.failedLogins.list(UNKNOWN, state.account)));
    await refused(
      refusal.invalidParameter,
      world.owner.zeroTrust.access.logs.accessRequests.list({ ...state.account, direction: 'up' }),
    );
    const reader = await trespasser(
      world, 'reads the log', policy(onAccount(world.account_id), group.accessAuditLogsRead),
    );
    assert.equal((await reader.zeroTrust.access.users.lastSeenIdentity.get(state.user.id, state.account)).email, state.ada);
    const other = await trespasser(
      world, 'reads organizations only', policy(onAccount(world.account_id), group.accessOrganizationsRead),
    );
    await refused(refusal.forbidden, all(other.zeroTrust.access.users.list(state.account)));
    await refused(refusal.forbidden, other.zeroTrust.access.logs.accessRequests.list(state.account));
  },

  async 'ends their sessions with everything else of theirs'(world, state) {
    await world.owner.zeroTrust.organizations.revokeUsers({ ...state.account, email: state.ada });
    const { users } = world.owner.zeroTrust.access;
    assert.deepEqual(await all(users.activeSessions.list(state.user.id, state.account)), []);
    await refused(refusal.accessNotFound, session(world, state.account, state.user.id, state.session));
  },
};
