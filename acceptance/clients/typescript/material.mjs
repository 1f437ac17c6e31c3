// Keys, requests and certificates made by openssl: nothing the product made itself vouches for the product.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NEW_KEY = {
  rsa: ['-newkey', 'rsa:2048'],
  rsa1024: ['-newkey', 'rsa:1024'],
  p256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1'],
  ed25519: ['-newkey', 'ed25519'],
};

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'material-'));
  try {
    return work((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function openssl(...args) {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A certificate signing request with this subject, such as /C=US/CN=device. */
export function csr(subject = '/CN=device', kind = 'p256') {
  return inFolder((at) =>
    openssl('req', '-new', ...NEW_KEY[kind], '-nodes', '-keyout', at('key'), '-subj', subject),
  );
}

/** A self-signed CA: { certificate, key }. */
export function rootCa(subject, kind = 'p256') {
  return inFolder((at) => {
    const certificate = openssl(
      'req', '-x509', ...NEW_KEY[kind], '-nodes', '-keyout', at('key'), '-subj', subject, '-days', '365',
      '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign',
    );
    return { certificate, key: readFileSync(at('key'), 'utf8') };
  });
}

/** A self-signed certificate that is no CA: { certificate, key }. */
export function leaf(subject, kind = 'p256') {
  return inFolder((at) => {
    const certificate = openssl(
      'req', '-x509', ...NEW_KEY[kind], '-nodes', '-keyout', at('key'), '-subj', subject, '-days', '365',
      '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=clientAuth',
    );
    return { certificate, key: readFileSync(at('key'), 'utf8') };
  });
}

/** A self-signed server certificate for these names: { certificate, key }. */
export function server(names, kind = 'p256') {
  return inFolder((at) => {
    const certificate = openssl(
      'req', '-x509', ...NEW_KEY[kind], '-nodes', '-keyout', at('key'), '-subj', '/O=Server', '-days', '365',
      '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth',
      '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
    );
    return { certificate, key: readFileSync(at('key'), 'utf8') };
  });
}

export function x509Text(certificate) {
  return execFileSync('openssl', ['x509', '-noout', '-text'], { input: certificate, encoding: 'utf8' });
}
