import { describe, expect, it } from "vitest";
import type { Press } from "../../../pages/dashboard/src/parts/keys/press.ts";
import { commandOf } from "../../../pages/dashboard/src/rooms/inbox/shortcuts.ts";

const press = (key: string, more: Partial<Press> = {}) =>
  commandOf({ key, modified: false, repeated: false, within: "page", ...more });

describe("the inbox's keys", () => {
  it.each([
    ["j", "next"],
    ["k", "previous"],
    ["Enter", "open"],
    ["a", "approve"],
    ["A", "approve"],
    ["x", "reject"],
    ["r", "revise"],
    ["?", "help"],
    ["Escape", "back"],
  ] as const)("%s means %s", (key, command) => expect(press(key)).toBe(command));

  it.each(["a", "x", "j", "?", "Escape"])(
    "leaves %s alone while somebody types or a dialog is open",
    (key) => {
      expect(press(key, { within: "text" })).toBeNull();
      expect(press(key, { within: "dialog" })).toBeNull();
    },
  );

  it("leaves the browser its own shortcuts", () => {
    expect(press("r", { modified: true })).toBeNull();
    expect(press("z")).toBeNull();
  });

  it("walks on while a key is held down, and never decides so", () => {
    expect(press("j", { repeated: true })).toBe("next");
    for (const key of ["a", "x", "r"]) expect(press(key, { repeated: true })).toBeNull();
  });

  it("scrolls with the arrows unless the focus is in the list", () => {
    expect(press("ArrowDown")).toBeNull();
    expect(press("ArrowDown", { within: "list" })).toBe("next");
    expect(press("ArrowUp", { within: "list" })).toBe("previous");
  });

  it("lets Enter press the button or follow the link that has the focus", () => {
    expect(press("Enter", { within: "control" })).toBeNull();
    expect(press("Enter", { within: "list" })).toBeNull();
  });
});
