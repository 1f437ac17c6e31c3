// Lists a zone with the auto-pager, page by page, while certificates are being issued in it.
//   node paging.mjs cloudflare|cloudflare4 ZONE FIRST MORE
// Issues FIRST certificates, then lists while MORE are issued. Standard output is one JSON object.
import { csr } from './material.mjs';

const [sdk, zone_id, first, more] = process.argv.slice(2);
const { default: Cloudflare } = await import(sdk);
const { clientCertificates } = new Cloudflare({
  apiToken: process.env.CLOUDFLARE_API_TOKEN,
  baseURL: process.env.CLOUDFLARE_BASE_URL,
  maxRetries: 0,
});
const request = csr('/CN=paging');

/** Issues so many certificates, eight at a time; resolves to their ids. */
async function issue(count) {
  const ids = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      ids.push((await clientCertificates.create({ zone_id, csr: request, validity_days: 1 })).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return ids;
}

const before = await issue(Number(first));
const issuing = issue(Number(more));
const listed = [];
for await (const certificate of clientCertificates.list({ zone_id, per_page: 50 })) listed.push(certificate.id);
const during = await issuing;
const after = [];
for await (const certificate of clientCertificates.list({ zone_id, per_page: 50 })) after.push(certificate.id);
process.stdout.write(JSON.stringify({ before, during, listed, after }) + '\n');
