// A browser in front of the product's edge: curl, with a cookie jar of its own, that goes where it is sent.
import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A new browser that finds these hostnames at the edge. */
export function browser(hostnames) {
  const port = new URL(process.env.CHANCERY_EDGE).port;
  const jar = join(mkdtempSync(join(tmpdir(), 'browser-')), 'cookies');
  return {
    /** Where it ends up, with the status and the page there. */
    async open(hostname, path = '/') {
      const { stdout } = await run('curl', [
        '-sS', '-L', '--max-redirs', '10', '-b', jar, '-c', jar, '--cacert', process.env.CHANCERY_EDGE_CA_FILE,
        '-H', 'Accept: text/html', '-w', '\n%{http_code} %{url_effective}',
        ...hostnames.flatMap((name) => ['--resolve', `${name}:${port}:127.0.0.1`]),
        `https://${hostname}:${port}${path}`,
      ]);
      const end = stdout.lastIndexOf('\n');
      const [status, url] = stdout.slice(end + 1).split(' ');
      return { status: Number(status), url, page: stdout.slice(0, end) };
    },
  };
}
