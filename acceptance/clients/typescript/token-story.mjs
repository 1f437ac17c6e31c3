// What user tokens and account tokens have in common. `tokens(world)` adapts the two shapes of the SDK to one.
import { refusal } from './codes.mjs';
import { all, assert, HEX_32, refused, RFC_3339, subset } from './expect.mjs';
import { group, onZone, policy } from './tokens.mjs';

const UNKNOWN = '0123456789abcdef0123456789abcdef';
const FORM = /^[A-Za-z0-9_-]{40,80}$/;

/** @param tokens (client, world) => {create, list, get, update, delete, verify, roll, groups} */
export function tokenStory(tokens, prefix, reader) {
  return {
    async 'creates one and shows its value this once'(world, state) {
      state.own = tokens(world.owner, world);
      state.policies = [policy(onZone(world.zone_id), group.sslReadZone)];
      const created = await state.own.create({ name: world.unique('plain'), policies: state.policies });
      assert.match(created.id, HEX_32);
      assert.match(created.value, FORM);
      assert.ok(created.value.startsWith(prefix), 'the scannable form');
      subset(created, { name: world.unique('plain'), status: 'active' });
      assert.match(created.issued_on, RFC_3339);
      assert.equal(created.policies.length, 1);
      subset(created.policies[0], { effect: 'allow', resources: onZone(world.zone_id) });
      assert.ok(created.policies[0].id.length > 0);
      assert.equal(created.policies[0].permission_groups[0].id, group.sslReadZone);
      assert.equal(created.policies[0].permission_groups[0].name, 'SSL and Certificates Read');
      state.created = created;
    },

    async 'creates one with limits and gives them back'(world, state) {
      const limits = {
        not_before: '2024-01-01T00:00:00Z', expires_on: '2049-01-01T00:00:00Z',
        condition: { request_ip: { in: ['127.0.0.0/8', '::1/128'], not_in: ['127.9.9.0/24'] } },
      };
      const created = await state.own.create({ name: world.unique('limited'), policies: state.policies, ...limits });
      subset(created, limits);
      const verified = await tokens(world.client(created.value), world).verify();
      subset(verified, { id: created.id, status: 'active', expires_on: limits.expires_on, not_before: limits.not_before });
      await state.own.delete(created.id);
    },

    async 'reads one back without its value'(world, state) {
      const read = await state.own.get(state.created.id);
      const { value, last_used_on: never, ...rest } = state.created;
      const { last_used_on: now, ...found } = read;
      assert.deepEqual(found, rest);
    },

    async 'lists them without their values'(world, state) {
      const listed = await all(state.own.list());
      assert.equal(listed.filter((each) => each.id === state.created.id).length, 1);
      assert.ok(listed.every((each) => !('value' in each)));
      const up = (await all(state.own.list({ direction: 'asc', per_page: 5 }))).map((each) => each.id);
      const down = (await all(state.own.list({ direction: 'desc', per_page: 5 }))).map((each) => each.id);
      assert.deepEqual(down, [...up].reverse());
    },

    async 'verifies itself'(world, state) {
      const verified = await tokens(world.client(state.created.value), world).verify();
      subset(verified, { id: state.created.id, status: 'active' });
      assert.ok(!('expires_on' in verified) && !('not_before' in verified));
    },

    async 'updates name, policies and status'(world, state) {
      const updated = await state.own.update(state.created.id, {
        name: world.unique('renamed'), policies: [policy(onZone(world.zone_id), group.sslWriteZone)], status: 'disabled',
      });
      subset(updated, { id: state.created.id, name: world.unique('renamed'), status: 'disabled' });
      assert.equal(updated.policies[0].permission_groups[0].id, group.sslWriteZone);
      const disabled = world.client(state.created.value);
      await refused(refusal.authentication, disabled.clientCertificates.list({ zone_id: world.zone_id }));
      const enabled = await state.own.update(state.created.id, {
        name: world.unique('renamed'), policies: state.policies, status: 'active',
      });
      assert.equal(enabled.status, 'active');
      await disabled.clientCertificates.list({ zone_id: world.zone_id });
    },

    async 'rolls the value: the old one is worthless at once'(world, state) {
      const rolled = await state.own.roll(state.created.id);
      assert.match(rolled, FORM);
      assert.notEqual(rolled, state.created.value);
      const zone = { zone_id: world.zone_id };
      await refused(refusal.authentication, world.client(state.created.value).clientCertificates.list(zone));
      await world.client(rolled).clientCertificates.list(zone);
      state.rolled = rolled;
    },

    async 'refuses a token from the wrong network, too early and too late'(world, state) {
      const attempts = {
        network: { condition: { request_ip: { in: ['192.0.2.0/24'] } } },
        excluded: { condition: { request_ip: { not_in: ['127.0.0.0/8', '::1/128'] } } },
        early: { not_before: '2048-01-01T00:00:00Z' },
        late: { expires_on: '2020-01-01T00:00:00Z' },
      };
      for (const [name, limit] of Object.entries(attempts)) {
        let created;
        try {
          created = await state.own.create({ name: world.unique(name), policies: state.policies, ...limit });
        } catch (error) {
          assert.equal(name, 'late', `${name}: ${error}`);
          assert.equal(error.status, 400);
          continue;
        }
        const call = world.client(created.value).clientCertificates.list({ zone_id: world.zone_id });
        const expected = name === 'network' || name === 'excluded' ? refusal.wrongAddress : refusal.authentication;
        await refused(expected, call);
        await state.own.delete(created.id);
      }
    },

    async 'lists the permission groups, by name and scope'(world, state) {
      const groups = await all(state.own.groups());
      const wanted = groups.find((each) => each.id === group.sslReadZone);
      subset(wanted, { name: 'SSL and Certificates Read', scopes: ['com.cloudflare.api.account.zone'] });
      const named = await all(state.own.groups({ name: 'SSL and Certificates Read' }));
      assert.ok(named.length >= 1 && named.every((each) => each.name.includes('SSL and Certificates Read')));
      const scoped = await all(state.own.groups({ scope: 'com.cloudflare.api.account.zone' }));
      assert.ok(scoped.length >= 1);
      assert.ok(scoped.every((each) => each.scopes.includes('com.cloudflare.api.account.zone')));
    },

    async 'refuses bad bodies'(world, state) {
      const { policies } = state;
      await refused(refusal.missingField, state.own.create({ policies }));
      await refused(refusal.invalidValue, state.own.create({ name: 'n'.repeat(121), policies }));
      await refused(refusal.invalidTokenPolicy, state.own.create({ name: 'none', policies: [] }));
      const unknownGroup = [policy(onZone(world.zone_id), UNKNOWN)];
      await refused(refusal.invalidTokenPolicy, state.own.create({ name: 'x', policies: unknownGroup }));
      const unknownEffect = [{ ...policies[0], effect: 'perhaps' }];
      await refused(refusal.invalidValue, state.own.create({ name: 'x', policies: unknownEffect }));
      const condition = { request_ip: { in: ['not a network'] } };
      await refused(refusal.invalidValue, state.own.create({ name: 'x', policies, condition }));
    },

    async 'refuses an unknown token'(world, state) {
      await refused(refusal.unknownToken, state.own.get(UNKNOWN));
      await refused(refusal.unknownToken, state.own.delete(UNKNOWN));
      await refused(refusal.unknownToken, state.own.roll(UNKNOWN));
      await refused(refusal.unknownToken, state.own.update(UNKNOWN, { name: 'x', policies: state.policies }));
    },

    async 'lets a token without the permission do nothing'(world, state) {
      const trespasser = tokens(world.client(state.rolled), world);
      await refused(refusal.forbidden, trespasser.list());
      await refused(refusal.forbidden, trespasser.get(state.created.id));
      await refused(refusal.forbidden, trespasser.groups());
      await refused(refusal.forbidden, trespasser.create({ name: 'more', policies: state.policies }));
      await refused(refusal.forbidden, trespasser.update(state.created.id, { name: 'x', policies: state.policies }));
      await refused(refusal.forbidden, trespasser.roll(state.created.id));
      await refused(refusal.forbidden, trespasser.delete(state.created.id));
    },

    async 'lets a reader of tokens read and nothing else'(world, state) {
      const { value, id } = await state.own.create({ name: world.unique('reader'), policies: [await reader(world)] });
      const client = tokens(world.client(value), world);
      assert.equal((await client.get(state.created.id)).id, state.created.id);
      assert.ok((await all(client.list())).length > 0);
      await refused(refusal.forbidden, client.delete(state.created.id));
      await refused(refusal.forbidden, client.create({ name: 'more', policies: state.policies }));
      await state.own.delete(id);
    },

    async 'deletes it: the value is worthless at once'(world, state) {
      assert.deepEqual(await state.own.delete(state.created.id), { id: state.created.id });
      await refused(refusal.unknownToken, state.own.get(state.created.id));
      await refused(
        refusal.authentication,
        world.client(state.rolled).clientCertificates.list({ zone_id: world.zone_id }),
      );
    },
  };
}
