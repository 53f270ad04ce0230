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
    "writes /var/log/cart",
  ])("what somebody has written stays: %s", (name) => {
    expect(stableName(name, now)).toBe(name);
  });
});
