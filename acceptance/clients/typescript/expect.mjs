import assert from 'node:assert/strict';

export { assert };

/** Awaits a call the API must refuse, and checks the status and the first code. Returns the error. */
export async function refused([status, code], call) {
  let answer;
  try {
    answer = await call;
  } catch (error) {
    if (error?.status === undefined) throw error;
    const shown = JSON.stringify(error.error);
    assert.equal(error.status, status, shown);
    assert.equal(error.errors[0]?.code, code, shown);
    assert.ok(error.errors[0].message.length > 0, shown);
    assert.equal(error.error.success, false, shown);
    assert.equal(error.error.result, null, shown);
    return error;
  }
  assert.fail(`expected ${status}/${code}, but it succeeded: ${JSON.stringify(answer)}`);
}

/** Everything an SDK list yields, page by page until it is exhausted. */
export async function all(list) {
  const found = [];
  for await (const item of list) found.push(item);
  return found;
}

export const HEX_32 = /^[0-9a-f]{32}$/;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** RFC 3339 in UTC, without a fraction. */
export const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
export const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function subset(actual, expected) {
  for (const [name, value] of Object.entries(expected)) {
    assert.deepEqual(actual[name], value, `${name} of ${JSON.stringify(actual)}`);
  }
}
