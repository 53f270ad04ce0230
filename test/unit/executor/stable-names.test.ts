import { describe, expect, it } from "vitest";
import { stableName } from "../../../containers/executor/src/referee/stable-names.ts";

const now = Date.parse("2026-11-27T12:00:00Z");

describe("a test's name holds still from run to run", () => {
  it.each([
    ["test_a[<object at 0x7f3a2c1d9e50>]", "test_a[<object at <address>>]"],
    ["id 0b6f8a4e-1c2d-4e5f-8a9b-0c1d2e3f4a5b is taken", "id <uuid> is taken"],
    ["at 2026-11-27T11:59:58.123Z", "at <time>"],
    ["since 1795780799000", "since <time>"],
    ["since 1795780799.25", "since <time>"],
    ["GET http://127.0.0.1:49152/cart", "GET http://127.0.0.1:<port>/cart"],
    ["n=1/at_2026-11-27T11:59:58.123456789Z_[0x7f3a2c1d9e50]", "n=1/at_<time>_[<address>]"],
    ["at_2026-11-27_11:59:58.1234_+0000_UTC_m=+0.000123", "at_<time>"],
    ["at 2026-11-27 11:59:58,123", "at <time>"],
    ["on Fri Nov 27 2026 12:00:01 GMT+0000 (Coordinated Universal Time)", "on <time>"],
    ["on Fri, 27 Nov 2026 12:00:01 GMT", "on <time>"],
    ["on Fri Nov 27 12:00:01 2026", "on <time>"],
    ["on 11/27/2026, 12:00:01 PM", "on <time>"],
    ["in 1795780799123456789 or 1795780799123456", "in <time> or <time>"],
    ["finds 6b0970b0a1b2c3d4e5f60718", "finds <time>"],
    ["finds 01M8A3N6R0ZZZZZZZZZZZZZZZZ", "finds <time>"],
    ["test_a[2026-11-27T11:59:58.123456_12]", "test_a[<time>]"],
    ["is 140735340871232", "is <address>"],
    ["reads /tmp/pytest-of-root/pytest-12/test_a0 first", "reads <tmp>/test_a0 first"],
    ["reads /private/var/folders/x9/abc_1/T/cart-Xy12/a.json", "reads <tmp>/a.json"],
  ])("%s", (name, stable) => {
    expect(stableName(name, now)).toBe(stable);
  });

  it.each([
    "parses 2024-01-31T00:00:00Z",
    "rejects 0x01",
    "takes 1234567890 and 1500000000000",
    "listens on localhost:8080",
    "case 1499 of 1500",
    "finds 507f1f77bcf86cd799439011",
    "finds 01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "on Thu, 01 Jan 1970 00:00:00 GMT",
    "on 1/31/2024, 10:00:00 AM",
    "writes /var/log/cart",
  ])("what somebody has written stays: %s", (name) => {
    expect(stableName(name, now)).toBe(name);
  });
});
