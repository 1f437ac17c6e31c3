// An OpenID provider on a free port of 127.0.0.1. Whoever logs in is who they say they are: the login form's "login" is the
// address. Prints its port; POST /rotate gives it a new signing key, POST /unverified?email=… takes a verification away.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const [redirectUris] = process.argv.slice(2);
const unverified = new Set();

function key() {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return { ...jwk, kid: randomUUID(), use: 'sig', alg: 'ES256' };
}

function provider(issuer) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'chancery',
        client_secret: 'a secret of the provider',
        redirect_uris: redirectUris.split(','),
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [key()] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !unverified.has(id), name: 'Jane Doe', groups: ['staff', 'oncall'] }),
    }),
  });
}

let handle;
const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (request.method === 'POST' && url.pathname === '/rotate') {
    handle = provider(issuer).callback();
    response.end('rotated');
  } else if (request.method === 'POST' && url.pathname === '/unverified') {
    unverified.add(url.searchParams.get('email'));
    response.end('unverified');
  } else {
    handle(request, response);
  }
});
let issuer;
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  handle = provider(issuer).callback();
  console.log(server.address().port);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
