import { expect, it } from "vitest";
import { stateOf } from "../../../pages/dashboard/src/rooms/accounts/account-words.ts";
import { returnedWith } from "../../../pages/dashboard/src/rooms/accounts/returned-with.ts";

const now = Date.parse("2026-11-01T00:00:00Z");
const account = (over: object) => ({
  id: "urn:li:person:x",
  name: "Acme",
  state: "connected" as const,
  error: null,
  brokenSince: null,
  warning: null,
  expiresAt: null,
  renewBy: null,
  connectedAt: "2026-10-01T00:00:00.000Z",
  by: "maya",
  checkedAt: null,
  oldKey: false,
  ...over,
});

it.each([
  [{ account: null, missing: ["TOKEN_KEY"] }, "not set up"],
  [{ account: null, missing: [] }, "not connected"],
  [{ account: account({}), missing: [] }, "connected"],
  [{ account: account({ state: "broken" }), missing: [] }, "broken"],
  [{ account: account({ renewBy: "2026-11-30T00:00:00Z" }), missing: [] }, "connected, ends in 29 days"],
  [{ account: account({ renewBy: "2026-11-03T01:00:00Z" }), missing: [] }, "ends in 2 days"],
  [{ account: account({ renewBy: "2026-11-01T01:00:00Z" }), missing: [] }, "ends today"],
  [{ account: account({ renewBy: "2026-10-31T01:00:00Z" }), missing: [] }, "ended"],
])("an account is said to be what it is", (connection, words) => {
  expect(stateOf(connection, now).words).toBe(words);
});

it.each([
  ["?code=AQ1&state=s", { state: "s", code: "AQ1" }],
  [
    "?error=access_denied&error_description=No&state=s",
    { state: "s", error: "access_denied", description: "No" },
  ],
  ["?code=AQ1", null],
  ["", null],
])("what somebody comes back with from %s is read", (search, returned) => {
  expect(returnedWith(search)).toEqual(returned);
});
