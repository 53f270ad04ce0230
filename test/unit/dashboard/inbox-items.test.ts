import { describe, expect, it } from "vitest";
import { itemOf, nextAfter, slugOf, stepFrom } from "../../../pages/dashboard/src/rooms/inbox/items.ts";
import { splitForBulk } from "../../../pages/dashboard/src/rooms/inbox/list/split-for-bulk.ts";
import { rightsOn } from "../../../pages/dashboard/src/rooms/inbox/rights.ts";

describe("the inbox's items", () => {
  it.each([
    { kind: "approval", id: "approval-errand-1.action" },
    { kind: "effect", id: "errand-1.action~2" },
    { kind: "question", id: "editorial-1" },
    { kind: "notice", id: "github:acme/checkout#12" },
  ] as const)("finds $kind again by its address", (item) => expect(itemOf(slugOf(item))).toEqual(item));

  it("walks from the first to the last and stays there", () => {
    const slugs = ["a", "b", "c"];
    expect(stepFrom(slugs, undefined, 1)).toBe("a");
    expect(stepFrom(slugs, "a", 1)).toBe("b");
    expect(stepFrom(slugs, "c", 1)).toBe("c");
    expect(stepFrom(slugs, "a", -1)).toBe("a");
    expect(stepFrom([], undefined, 1)).toBeUndefined();
  });

  it("goes on to what came after what is done, then to what came before, as far as it is there", () => {
    const then = ["a", "b", "c", "d"];
    expect(nextAfter(then, ["a", "c", "d"], "b")).toBe("c");
    expect(nextAfter(then, ["a", "d"], "b")).toBe("d");
    expect(nextAfter(then, ["a", "b", "c"], "d")).toBe("c");
    expect(nextAfter(then, [], "b")).toBeUndefined();
    expect(nextAfter(then, then, "elsewhere")).toBeUndefined();
  });
});

const waits = { status: "pending", requestedBy: "priya", votes: [] as string[] };
const yes = { allowed: true, why: null };
const no = (why: string) => ({ allowed: false, why });
const lena = { id: "lena", mayDecide: true };

describe("who may do what", () => {
  it("lets whoever asked say no to it, and not yes", () => {
    const own = no("it is your own request");
    expect(rightsOn({ ...waits, requestedBy: "lena" }, own, lena)).toEqual({
      approve: false,
      refuse: true,
      why: "it is your own request",
    });
  });

  it("lets whoever said yes already take part in the no", () => {
    expect(rightsOn({ ...waits, votes: ["lena"] }, no("you have"), lena)).toMatchObject({ refuse: true });
  });

  it("offers nothing to strangers, to viewers, and when it is decided", () => {
    const nothing = { approve: false, refuse: false };
    expect(rightsOn(waits, no("you are not on the list"), lena)).toMatchObject(nothing);
    expect(rightsOn(waits, yes, { id: "vera", mayDecide: false })).toMatchObject(nothing);
    expect(rightsOn({ ...waits, status: "approved" }, yes, lena)).toMatchObject(nothing);
  });

  it("keeps high risk and what isn't mine out of a common yes, and says so", () => {
    const low = { ...waits, id: "low", risk: "low" as const, mine: yes };
    const high = { ...waits, id: "high", risk: "high" as const, mine: yes };
    const own = { ...low, id: "own", requestedBy: "lena", mine: no("it is your own request") };
    const { approvable, refusable, leftOut } = splitForBulk([high, low, own], "lena");
    expect(approvable.map(({ id }) => id)).toEqual(["low"]);
    expect(refusable.map(({ id }) => id)).toEqual(["high", "low", "own"]);
    expect(leftOut).toBe(
      "1 of high risk can’t be approved in bulk: open it and look. 1 you may not approve.",
    );
    expect(splitForBulk([low], "lena").leftOut).toBeNull();
  });
});
