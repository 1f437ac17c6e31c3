import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, subset, UUID } from '../expect.mjs';
import { group, onAccount, onZone, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';
const AUD = /^[0-9a-f]{64}$/;

export default {
  async 'makes a self-hosted application'(world, state) {
    state.zone = `apps.${world.sdk}.test`;
    state.zone_id = (await world.zone(state.zone)).id;
    state.account = { account_id: world.account_id };
    state.at = { zone_id: state.zone_id };
    const made = await world.owner.zeroTrust.access.applications.create({
      ...state.account, type: 'self_hosted', name: world.unique('Admin'), domain: `admin.${state.zone}/x`,
    });
    assert.match(made.id, UUID);
    assert.match(made.aud, AUD);
    assert.match(made.created_at, RFC_3339);
    subset(made, {
      type: 'self_hosted', name: world.unique('Admin'), domain: `admin.${state.zone}/x`, session_duration: '24h',
      self_hosted_domains: [`admin.${state.zone}/x`], http_only_cookie_attribute: true, app_launcher_visible: true,
    });
    state.made = made;
  },

  async 'reads it at the account and at its zone'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    assert.deepEqual(await applications.get(state.made.id, state.account), state.made);
    assert.deepEqual(await applications.get(state.made.id, state.at), state.made);
  },

  async 'makes one at the zone with destinations and settings of every kind'(world, state) {
    const body = {
      type: 'ssh', name: world.unique('Shell'), session_duration: '30m', skip_interstitial: true,
      destinations: [{ type: 'public', uri: `ssh.${state.zone}` }, { type: 'public', uri: `*.ssh.${state.zone}` }],
      cors_headers: { allowed_methods: ['GET'], allowed_origins: ['https://example.com'], max_age: 600 },
      same_site_cookie_attribute: 'strict', custom_deny_url: 'https://example.com/denied',
    };
    const made = await world.owner.zeroTrust.access.applications.create({ ...state.at, domain: `ssh.${state.zone}`, ...body });
    subset(made, { domain: `ssh.${state.zone}`, ...body });
    state.shell = made;
  },

  async 'makes the types without a domain at the account'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    const target_criteria = [{ port: 22, protocol: 'SSH', target_attributes: { hostname: ['web-1'] } }];
    const made = await applications.create({
      ...state.account, type: 'infrastructure', name: world.unique('Servers'), target_criteria,
    });
    subset(made, { type: 'infrastructure', target_criteria });
    const bookmark = await applications.create({
      ...state.account, type: 'bookmark', name: world.unique('Docs'), domain: 'https://docs.example.org/a',
    });
    subset(bookmark, { type: 'bookmark', domain: 'https://docs.example.org/a' });
    state.others = [made, bookmark];
  },

  async 'lists them, and finds them by name, domain, audience and target'(world, state) {
    const ids = async (query) =>
      (await all(world.owner.zeroTrust.access.applications.list({ ...state.account, ...query }))).map((each) => each.id);
    const everyone = await ids({});
    for (const each of [state.made, state.shell, ...state.others]) {
      assert.equal(everyone.filter((id) => id === each.id).length, 1);
    }
    assert.deepEqual(await ids({ name: world.unique('Admin'), exact: true }), [state.made.id]);
    assert.deepEqual(await ids({ name: world.unique('Adm'), exact: true }), []);
    assert.deepEqual(await ids({ domain: `admin.${state.zone}` }), [state.made.id]);
    assert.deepEqual(await ids({ aud: state.shell.aud }), [state.shell.id]);
    assert.deepEqual(await ids({ search: world.unique('Servers') }), [state.others[0].id]);
    assert.ok((await ids({ target_attributes: 'hostname=web-1' })).includes(state.others[0].id));
    const zoned = (await all(world.owner.zeroTrust.access.applications.list(state.at))).map((each) => each.id);
    assert.deepEqual(zoned, [state.made.id, state.shell.id]);
  },

  async 'describes one anew, at the account and at the zone'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    const renamed = { type: 'self_hosted', name: world.unique('Renamed'), domain: `admin.${state.zone}/y` };
    const updated = await applications.update(state.made.id, { ...state.account, ...renamed });
    subset(updated, { ...renamed, id: state.made.id, aud: state.made.aud, created_at: state.made.created_at });
    assert.deepEqual(await applications.update(state.made.id, { ...state.at, ...renamed }), updated);
    state.made = updated;
  },

  async 'changes its settings'(world, state) {
    const { settings } = world.owner.zeroTrust.access.applications;
    for (const at of [state.account, state.at]) {
      subset(await settings.update(state.made.id, { ...at, allow_iframe: true, skip_interstitial: false }), {
        allow_iframe: true, skip_interstitial: false,
      });
      subset(await settings.edit(state.made.id, { ...at, skip_interstitial: true }), {
        allow_iframe: true, skip_interstitial: true,
      });
    }
    subset(await world.owner.zeroTrust.access.applications.get(state.made.id, state.at), {
      allow_iframe: true, skip_interstitial: true, name: state.made.name,
    });
  },

  async 'revokes its tokens'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    await applications.revokeTokens(state.made.id, state.account);
    await applications.revokeTokens(state.made.id, state.at);
  },

  async 'refuses what is not so, each with its own code'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    const make = (body) => applications.create({ ...state.account, type: 'self_hosted', domain: `z.${state.zone}`, ...body });
    await refused(refusal.accessInvalid, make({ type: 'saas' }));
    await refused(refusal.accessInvalid, make({ domain: 'www.example.net' }));
    await refused(refusal.accessInvalid, make({ domain: `https://z.${state.zone}` }));
    await refused(refusal.accessInvalid, make({ session_duration: 'a day' }));
    await refused(refusal.accessInvalid, make({ tags: ['nobody made this'] }));
    await refused(refusal.accessInvalid, make({ allowed_idps: [UNKNOWN] }));
    await refused(refusal.wrongType, make({ enable_binding_cookie: 'perhaps' }));
    await refused(refusal.missingField, make({ domain: undefined }));
    await refused(refusal.accessConflict, make({ domain: `SSH.${state.zone}` }));
    await refused(refusal.accessInvalid, applications.create({ ...state.at, type: 'warp' }));
    const update = (body) => applications.update(state.made.id, { ...state.account, domain: state.made.domain, ...body });
    await refused(refusal.accessInvalid, update({ type: 'vnc' }));
  },

  async 'refuses an unknown application'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    const body = { type: 'self_hosted', domain: `u.${state.zone}` };
    for (const at of [state.account, state.at]) {
      await refused(refusal.accessNotFound, applications.get(UNKNOWN, at));
      await refused(refusal.accessNotFound, applications.update(UNKNOWN, { ...at, ...body }));
      await refused(refusal.accessNotFound, applications.delete(UNKNOWN, at));
      await refused(refusal.accessNotFound, applications.revokeTokens(UNKNOWN, at));
      await refused(refusal.accessNotFound, applications.settings.update(UNKNOWN, { ...at, allow_iframe: true }));
      await refused(refusal.accessNotFound, applications.settings.edit(UNKNOWN, { ...at, allow_iframe: true }));
    }
    await refused(refusal.accessNotFound, applications.get(state.others[0].id, state.at));
  },

  async 'lets a reader read and nothing else'(world, state) {
    const reader = await trespasser(
      world,
      'reads applications',
      policy(onAccount(world.account_id), group.accessAppsReadAccount),
      policy(onZone(state.zone_id), group.accessAppsReadZone),
    );
    const { applications } = reader.zeroTrust.access;
    for (const at of [state.account, state.at]) {
      assert.equal((await applications.get(state.made.id, at)).id, state.made.id);
      await refused(refusal.forbidden, applications.delete(state.made.id, at));
      await refused(refusal.forbidden, applications.revokeTokens(state.made.id, at));
      await refused(refusal.forbidden, applications.create({ ...at, type: 'warp' }));
    }
  },

  async 'stands in the way of deleting its zone'(world, state) {
    await refused(refusal.hasApplications, world.owner.zones.delete(state.at));
  },

  async 'deletes them once'(world, state) {
    const { applications } = world.owner.zeroTrust.access;
    for (const each of [state.made, ...state.others]) {
      assert.equal((await applications.delete(each.id, state.account)).id, each.id);
      await refused(refusal.accessNotFound, applications.delete(each.id, state.account));
    }
    assert.equal((await applications.delete(state.shell.id, state.at)).id, state.shell.id);
    assert.deepEqual(await all(applications.list(state.at)), []);
  },
};
