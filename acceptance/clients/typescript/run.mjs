// Drives stories with one version of the SDK:  node run.mjs cloudflare|cloudflare4 EXCHANGES.jsonl plain|signed-in
// Signed-in stories want a product whose edge and role access run beside it.
// Standard output is one JSON object a case: {"story", "name", "error"?}. The environment is Chancery's env file.
import { recordingFetch } from './recording.mjs';
import accessApplications from './stories/access-applications.mjs';
import accessCertificateSettings from './stories/access-certificate-settings.mjs';
import accessCertificates from './stories/access-certificates.mjs';
import accessIdentityProviders from './stories/access-identity-providers.mjs';
import accessKeys from './stories/access-keys.mjs';
import accessOrganizations from './stories/access-organizations.mjs';
import accessSamlCertificates from './stories/access-saml-certificates.mjs';
import * as accessGroups from './stories/access-groups.mjs';
import * as accessServiceTokens from './stories/access-service-tokens.mjs';
import accessPolicies from './stories/access-policies.mjs';
import accessSshCas from './stories/access-ssh-cas.mjs';
import accessUsers from './stories/access-users.mjs';
import * as applicationPolicies from './stories/application-policies.mjs';
import accounts from './stories/accounts.mjs';
import accountTokens from './stories/account-tokens.mjs';
import clientCertificates from './stories/client-certificates.mjs';
import customCertificates from './stories/custom-certificates.mjs';
import gatewayCa from './stories/gateway-ca.mjs';
import hostnameAssociations from './stories/hostname-associations.mjs';
import memberships from './stories/memberships.mjs';
import mtlsCertificates from './stories/mtls-certificates.mjs';
import user from './stories/user.mjs';
import userTokens from './stories/user-tokens.mjs';
import zones from './stories/zones.mjs';

const [sdk, exchanges, which] = process.argv.slice(2);
const { default: Cloudflare } = await import(sdk);
const base = process.env.CLOUDFLARE_BASE_URL;
let current = '';

/** A client with this token. It never retries: every exchange is one the story asked for. */
function client(apiToken = process.env.CLOUDFLARE_API_TOKEN) {
  return new Cloudflare({
    apiToken,
    baseURL: base,
    maxRetries: 0,
    fetch: recordingFetch(exchanges, base, () => current),
  });
}

const world = {
  sdk,
  client,
  owner: client(),
  account_id: process.env.CLOUDFLARE_ACCOUNT_ID,
  zone_id: process.env.CLOUDFLARE_ZONE_ID,
  /** A zone of the first account, made for one story. */
  zone: (name) => client().zones.create({ account: { id: process.env.CLOUDFLARE_ACCOUNT_ID }, name, type: 'full' }),
  /** A name no other run of the stories uses. */
  unique: (name) => `${name}-${sdk}`,
};

const plain = {
  'client certificates': clientCertificates,
  'hostname associations': hostnameAssociations,
  'mTLS certificates': mtlsCertificates,
  'custom certificates': customCertificates,
  'Access certificates': accessCertificates,
  'Access certificate settings': accessCertificateSettings,
  accounts,
  zones,
  user,
  'user tokens': userTokens,
  'account tokens': accountTokens,
  memberships,
  'Access identity providers': accessIdentityProviders,
  'Access SAML certificates': accessSamlCertificates,
  'Access organizations': accessOrganizations,
  'Access keys': accessKeys,
  'Access SSH CAs': accessSshCas,
  'Access applications': accessApplications,
  'Access groups of a zone': accessGroups.ofZone,
  'Access groups': accessGroups.ofAccount,
  'Access policies': accessPolicies,
  'policies of an application': applicationPolicies.ofAccount,
  'policies of an application of a zone': applicationPolicies.ofZone,
  'Access service tokens of a zone': accessServiceTokens.ofZone,
  'Access service tokens': accessServiceTokens.ofAccount,
  'gateway CA': gatewayCa,
};

const stories = { plain, 'signed-in': { 'Access users': accessUsers } }[which];

for (const [story, cases] of Object.entries(stories)) {
  // A story's cases share its state and run in order, as a person would go about it.
  const state = {};
  for (const [name, body] of Object.entries(cases)) {
    current = `${story}: ${name}`;
    let error;
    try {
      await body(world, state);
    } catch (cause) {
      error = cause?.stack ?? String(cause);
    }
    process.stdout.write(JSON.stringify({ story, name, error }) + '\n');
  }
}
