// A fetch that writes every exchange down, one JSON object a line, before the SDK sees the answer.
import { appendFileSync } from 'node:fs';

export function recordingFetch(file, base, currentStory) {
  return async (url, init) => {
    const response = await fetch(url, init);
    const body = await response.clone().text();
    const address = new URL(typeof url === 'string' ? url : url.url ?? String(url));
    const line = {
      story: currentStory(),
      method: (init?.method ?? 'GET').toUpperCase(),
      path: address.pathname.slice(new URL(base).pathname.length),
      query: address.search,
      requestBody: typeof init?.body === 'string' ? init.body : null,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      headers: Object.fromEntries(response.headers),
      body,
    };
    appendFileSync(file, JSON.stringify(line) + '\n');
    return response;
  };
}
