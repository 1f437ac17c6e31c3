import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, SECONDS, subset, UUID } from '../expect.mjs';
import { leaf, rootCa } from '../material.mjs';
import { group, onAccount, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

function md5(certificate) {
  const printed = execFileSync('openssl', ['x509', '-noout', '-fingerprint', '-md5'], { input: certificate, encoding: 'utf8' });
  return printed.trim().replace(/^md5/i, 'MD5');
}

export default {
  async 'adds a root and binds it to hostnames'(world, state) {
    state.name = `access.${world.sdk}.test`;
    state.at = { account_id: world.account_id };
    state.zone = { zone_id: (await world.zone(state.name)).id };
    state.certificates = world.owner.zeroTrust.access.certificates;
    state.pem = rootCa('/CN=Access Testing CA').certificate;
    const hostnames = [`b.${state.name}`, `a.${state.name}`];
    const added = await state.certificates.create({
      ...state.at, certificate: state.pem, name: world.unique('Allow devs'), associated_hostnames: hostnames,
    });
    subset(added, { name: world.unique('Allow devs'), associated_hostnames: hostnames, fingerprint: md5(state.pem) });
    assert.match(added.id, UUID);
    assert.match(added.created_at, RFC_3339);
    assert.equal(added.updated_at, added.created_at);
    assert.match(added.expires_on, SECONDS);
    assert.equal(Date.parse(added.expires_on), Date.parse(new X509Certificate(state.pem).validTo));
    assert.ok(!JSON.stringify(added).includes('BEGIN'), 'the certificate itself is never shown');
    state.root = added;
  },

  async 'reads it and finds it in the list'(world, state) {
    assert.deepEqual(await state.certificates.get(state.root.id, state.at), state.root);
    const found = await all(state.certificates.list(state.at));
    assert.deepEqual(found.filter((each) => each.id === state.root.id), [state.root]);
  },

  async 'a zone shows the same certificate'(world, state) {
    assert.deepEqual(await state.certificates.get(state.root.id, state.zone), state.root);
    assert.ok((await all(state.certificates.list(state.zone))).some((each) => each.id === state.root.id));
  },

  async 'changes its name and its hostnames'(world, state) {
    const associated_hostnames = [`c.${state.name}`];
    const updated = await state.certificates.update(state.root.id, {
      ...state.at, name: world.unique('new'), associated_hostnames,
    });
    subset(updated, { id: state.root.id, name: world.unique('new'), associated_hostnames });
    const inZone = await state.certificates.update(state.root.id, {
      ...state.zone, associated_hostnames: [`d.${state.name}`],
    });
    subset(inZone, { name: world.unique('new'), associated_hostnames: [`d.${state.name}`] });
    assert.deepEqual(await state.certificates.get(state.root.id, state.at), inZone);
  },

  async 'refuses to delete it while a hostname is bound'(world, state) {
    await refused(refusal.accessConflict, state.certificates.delete(state.root.id, state.at));
    await refused(refusal.accessConflict, state.certificates.delete(state.root.id, state.zone));
  },

  async 'deletes it at once after the last hostname is detached, as Terraform does'(world, state) {
    const detached = await state.certificates.update(state.root.id, { ...state.at, associated_hostnames: [] });
    assert.deepEqual(detached.associated_hostnames, []);
    assert.deepEqual(await state.certificates.delete(state.root.id, state.at), { id: state.root.id });
    await refused(refusal.accessNotFound, state.certificates.get(state.root.id, state.at));
    await refused(refusal.accessNotFound, state.certificates.delete(state.root.id, state.zone));
  },

  async 'adds, binds and deletes one from a zone'(world, state) {
    const added = await state.certificates.create({
      ...state.zone, certificate: state.pem, name: world.unique('zone'), associated_hostnames: [state.name],
    });
    await refused(
      refusal.accessConflict,
      state.certificates.create({ ...state.at, certificate: `\n${state.pem}\n`, name: world.unique('again') }),
    );
    await state.certificates.update(added.id, { ...state.zone, associated_hostnames: [] });
    assert.deepEqual(await state.certificates.delete(added.id, state.zone), { id: added.id });
  },

  async 'refuses bad material'(world, state) {
    const add = (body) => state.certificates.create({ ...state.at, name: world.unique('bad'), ...body });
    await refused(refusal.accessInvalid, add({ certificate: 'no PEM at all' }));
    await refused(refusal.accessInvalid, add({ certificate: leaf('/CN=leaf').certificate }));
    const pair = rootCa('/CN=with key');
    await refused(refusal.accessInvalid, add({ certificate: pair.certificate + pair.key }));
    await refused(refusal.missingField, state.certificates.create({ ...state.at, name: 'x' }));
    await refused(refusal.missingField, state.certificates.create({ ...state.at, certificate: pair.certificate }));
    await refused(refusal.invalidValue, add({ certificate: pair.certificate, name: 'x'.repeat(351) }));
  },

  async 'refuses hostnames of others'(world, state) {
    const { certificate } = rootCa('/CN=elsewhere');
    const add = (at, associated_hostnames) =>
      state.certificates.create({ ...at, certificate, name: world.unique('elsewhere'), associated_hostnames });
    const error = await refused(refusal.accessForeignHostname, add(state.at, [`ok.${state.name}`, 'host.elsewhere.net']));
    assert.equal(error.errors[0].source?.pointer, '/associated_hostnames/1');
    await refused(refusal.accessForeignHostname, add(state.zone, [`api.${world.sdk}.elsewhere.test`]));
    await refused(refusal.accessInvalid, add(state.at, ['not a hostname']));
  },

  async 'refuses an unknown certificate'(world, state) {
    await refused(refusal.accessNotFound, state.certificates.get(UNKNOWN, state.at));
    await refused(
      refusal.accessNotFound,
      state.certificates.update(UNKNOWN, { ...state.at, associated_hostnames: [] }),
    );
    await refused(refusal.accessNotFound, state.certificates.delete(UNKNOWN, state.zone));
  },

  async 'lets a reader read and nothing else, at the zone too'(world, state) {
    const reader = await trespasser(world, 'reads Access', policy(onAccount(world.account_id), group.accessMtlsRead));
    const { certificates } = reader.zeroTrust.access;
    for (const at of [state.at, state.zone]) {
      assert.ok(Array.isArray(await all(certificates.list(at))));
      await refused(refusal.forbidden, certificates.delete(UNKNOWN, at));
      await refused(refusal.forbidden, certificates.create({ ...at, certificate: state.pem, name: 'No' }));
    }
    const stranger = world.client('nobody-issued-this-token-0123456789abcdef');
    await refused(refusal.authentication, stranger.zeroTrust.access.certificates.list(state.at));
  },
};
