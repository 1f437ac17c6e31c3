// A real Chromium that does what it is told: one order a line comes in as JSON, one answer a line goes out.
// node browser.mjs {"executable": FILE, "rules": HOST RESOLVER RULES, "home": FOLDER WITH THE TRUSTED CAS}
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const { executable, rules, home } = JSON.parse(process.argv[2]);
const browser = await chromium.launch({
  executablePath: executable,
  args: [`--host-resolver-rules=${rules}`],
  env: { ...process.env, HOME: home },
});

let page;
let seen;

const orders = {
  // Somebody else sits down: no cookies, nothing open.
  async person({ width, height, colors }) {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: colors });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    seen = { status: 0, complaints: [] };
    page.on('response', response => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
        seen.status = response.status();
      }
    });
    page.on('console', message => message.type() === 'error' && seen.complaints.push(message.text()));
    page.on('pageerror', error => seen.complaints.push(String(error)));
  },
  open: ({ address }) => page.goto(address),
  fill: ({ label, text }) => page.getByLabel(label, { exact: true }).fill(text),
  press: ({ words }) => page.getByRole('link', { name: words, exact: true })
    .or(page.getByRole('button', { name: words, exact: true })).first().click(),
  // Until a text stands on the page: forms may have been sent and redirects followed in between.
  until: ({ text }) => page.getByText(text).first().waitFor({ state: 'visible' }),
  picture: ({ file }) => page.screenshot({ path: file, fullPage: true }),
  see: () => {},
};

for await (const line of createInterface({ input: process.stdin })) {
  const { order, ...details } = JSON.parse(line);
  let failure = '';
  try {
    await orders[order](details);
  } catch (error) {
    failure = String(error.message);
  }
  const text = await page.locator('body').innerText().catch(() => '');
  console.log(JSON.stringify({ failure, address: page.url(), title: await page.title().catch(() => ''), text, ...seen }));
}
await browser.close();
