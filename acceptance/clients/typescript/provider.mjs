// An OpenID provider that vouches for whoever it is told to, at once and without a page: it stands in for people's own provider where
// the story is about what comes after. Providers that nobody here wrote are signed in through by the tests of the module access.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts one on a free port of loopback. Set `person` to { email, name } for whom it vouches. */
export async function openIdProvider(clientId) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map();
  const provider = { person: undefined };

  function idToken(nonce) {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.base, aud: clientId, sub: provider.person.email, nonce, iat: now, exp: now + 300, email_verified: true,
      ...provider.person,
    };
    const input = `${encoded({ alg: 'RS256', kid: 'story' })}.${encoded(claims)}`;
    return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
  }

  const answers = {
    '/auth': (query, response) => {
      const code = randomUUID();
      codes.set(code, { nonce: query.get('nonce'), challenge: query.get('code_challenge') });
      const back = new URL(query.get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state'));
      response.writeHead(302, { location: back.href }).end();
    },
    '/token': (form, response) => {
      const begun = codes.get(form.get('code'));
      codes.delete(form.get('code'));
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      response.setHeader('content-type', 'application/json');
      if (begun?.challenge !== challenge) {
        response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' }));
      } else {
        response.end(JSON.stringify({ access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(begun.nonce) }));
      }
    },
    '/certs': (_, response) => {
      response.setHeader('content-type', 'application/json');
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'story', use: 'sig', alg: 'RS256' };
      response.end(JSON.stringify({ keys: [key] }));
    },
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, provider.base);
    let body = '';
    for await (const part of request) body += part;
    const answer = answers[url.pathname];
    if (answer) answer(body ? new URLSearchParams(body) : url.searchParams, response);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  provider.base = `http://127.0.0.1:${server.address().port}`;
  provider.config = {
    client_id: clientId, client_secret: 'a secret of the story', auth_url: `${provider.base}/auth`,
    token_url: `${provider.base}/token`, certs_url: `${provider.base}/certs`,
  };
  provider.close = () => server.close();
  return provider;
}
