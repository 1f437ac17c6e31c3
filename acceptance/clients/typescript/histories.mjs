// Concurrent histories over one account, for a checker of linearizability:
//   node histories.mjs cloudflare|cloudflare4 SEED HISTORIES STEPS EVENTS.jsonl
// Each history is a client of its own that creates, binds, replaces, detaches, reads and deletes a few shared objects in an
// order drawn from the seed. Every step is one line: {history, object, op, id, sent, outcome, got, from, to}; `from` and `to`
// are nanoseconds on one clock, taken before the request leaves and after its answer is read. `outcome` is "ok" or the code of
// the refusal.
import { appendFileSync, writeFileSync } from 'node:fs';
import { rootCa } from './material.mjs';

const [sdk, seed, histories, steps, file] = process.argv.slice(2);
const { default: Cloudflare } = await import(sdk);
const account = { account_id: process.env.CLOUDFLARE_ACCOUNT_ID };
const zone = { zone_id: process.env.CLOUDFLARE_ZONE_ID };
/** Certificates of each kind: few, so that histories meet. */
const OBJECTS = 12;
const HOSTS = ['a', 'b', 'c', 'd'].map((name) => `${name}.example.com`);

/** mulberry32: small numbers that depend on nothing but the seed. */
function random(start) {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const client = () =>
  new Cloudflare({
    apiToken: process.env.CLOUDFLARE_API_TOKEN, baseURL: process.env.CLOUDFLARE_BASE_URL, maxRetries: 0,
  });

/** One object as every history sees it: its certificate, and the id it was last known under. */
function objects(kind) {
  return Array.from({ length: OBJECTS }, (_, i) => ({
    name: `${kind}:${i}`, pem: rootCa(`/CN=${kind} ${i}`).certificate, id: undefined,
  }));
}

const mtls = objects('mtls');
const access = objects('access');

/** The steps a history can take: what to do, and what of the answer counts. */
const moves = {
  mtls: {
    create: (cf, it) =>
      cf.mtlsCertificates.create({ ...account, ca: true, certificates: it.pem, name: it.name }).then((got) => got.id),
    get: (cf, it, id) => cf.mtlsCertificates.get(id, account).then((got) => got.id),
    bind: (cf, it, id, hostnames) =>
      cf.certificateAuthorities.hostnameAssociations
        .update({ ...zone, mtls_certificate_id: id, hostnames })
        .then((got) => got.hostnames),
    list: (cf, it, id) =>
      cf.certificateAuthorities.hostnameAssociations
        .get({ ...zone, mtls_certificate_id: id })
        .then((got) => got.hostnames),
    delete: (cf, it, id) => cf.mtlsCertificates.delete(id, account).then((got) => got.id),
  },
  access: {
    create: (cf, it) =>
      cf.zeroTrust.access.certificates
        .create({ ...account, certificate: it.pem, name: it.name, associated_hostnames: [] })
        .then((got) => got.id),
    list: (cf, it, id) => cf.zeroTrust.access.certificates.get(id, account).then((got) => got.associated_hostnames),
    bind: (cf, it, id, associated_hostnames) =>
      cf.zeroTrust.access.certificates
        .update(id, { ...account, name: it.name, associated_hostnames })
        .then((got) => got.associated_hostnames),
    delete: (cf, it, id) => cf.zeroTrust.access.certificates.delete(id, account).then((got) => got.id),
  },
  settings: {
    list: async (cf) => {
      const found = [];
      for await (const each of cf.zeroTrust.access.certificates.settings.get(account)) found.push(each.hostname);
      return found;
    },
    bind: async (cf, it, id, hostnames) => {
      const settings = hostnames.map((hostname) => ({
        hostname, china_network: false, client_certificate_forwarding: true,
      }));
      const got = [];
      const page = cf.zeroTrust.access.certificates.settings.update({ ...account, settings });
      for await (const each of page) got.push(each.hostname);
      return got;
    },
  },
};

/** Draws a step: binding to something, to nothing, reading and deleting in turn; creating where nothing is known. */
function draw(below) {
  const dice = below(20);
  if (dice === 0) return ['settings', { name: 'settings' }, below(2) ? 'bind' : 'list'];
  const kind = below(2) ? 'mtls' : 'access';
  const it = (kind === 'mtls' ? mtls : access)[below(OBJECTS)];
  if (it.id === undefined || dice < 3) return [kind, it, 'create'];
  if (dice < 8) return [kind, it, 'bind'];
  if (dice < 11) return [kind, it, 'detach'];
  if (dice < 14) return [kind, it, 'list'];
  if (dice < 16) return [kind, it, kind === 'mtls' ? 'get' : 'list'];
  return [kind, it, 'delete'];
}

async function history(number) {
  const below = random(Number(seed) * 1000 + number);
  const cf = client();
  for (let step = 0; step < Number(steps); step++) {
    const [kind, it, wanted] = draw(below);
    const op = wanted === 'detach' ? 'bind' : wanted;
    const first = below(HOSTS.length);
    const sent = wanted === 'bind' ? HOSTS.slice(first, first + 1 + below(2)) : [];
    const id = it.id;
    const from = process.hrtime.bigint();
    let outcome = 'ok';
    let got;
    try {
      got = await moves[kind][op](cf, it, id, sent);
    } catch (error) {
      if (error?.errors?.[0]?.code === undefined) throw error;
      outcome = String(error.errors[0].code);
    }
    const to = process.hrtime.bigint();
    if (op === 'create' && outcome === 'ok') it.id = got;
    lines.push(JSON.stringify({
      history: number, object: it.name, op, id: id ?? '', sent, outcome, got: got ?? null,
      from: String(from), to: String(to),
    }));
  }
}

const lines = [];
writeFileSync(file, '');
// Whatever an earlier run left.
await moves.settings.bind(client(), undefined, undefined, []);
await Promise.all(Array.from({ length: Number(histories) }, (_, i) => history(i)));
appendFileSync(file, lines.join('\n') + '\n');
