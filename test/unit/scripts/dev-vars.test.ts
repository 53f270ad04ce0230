import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { devVarLine, readDevVars } from "../../../scripts/stack/dev-vars.ts";

describe("a line of the Worker's env file", () => {
  it("carries JSON as it is, in quotes that it doesn't have", () => {
    expect(devVarLine("PEOPLE", '[{"id":"maya"}]')).toBe(`PEOPLE='[{"id":"maya"}]'\n`);
    expect(devVarLine("PEOPLE", '[{"name":"O\'Hara"}]')).toBe(`PEOPLE=\`[{"name":"O'Hara"}]\`\n`);
  });

  it("is refused by name when no quotes are left", () => {
    expect(() => devVarLine("RULES", "'`\"")).toThrow("RULES");
  });
});

describe("the file of the Worker's settings", () => {
  let folder: string;
  const holding = (name: string, mode: number): void => {
    writeFileSync(join(folder, name), "A=1\n");
    chmodSync(join(folder, name), mode);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "signalbox-settings-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is read when it is its owner's alone; an example may be anybody's", () => {
    expect(readDevVars(folder)).toBe("");
    holding(".dev.vars", 0o600);
    holding(".dev.vars.example", 0o644);
    expect(readDevVars(folder)).toBe("A=1\n");
  });

  it.each([
    [".dev.vars", 0o644],
    [".dev.vars", 0o620],
    [".env", 0o640],
    [".dev.vars.production", 0o604],
  ])("is refused when others may reach %s (%o), with the command that mends it", (name, mode) => {
    holding(name, mode);
    expect(() => readDevVars(folder)).toThrow(`chmod 600 ${name}`);
  });
});
