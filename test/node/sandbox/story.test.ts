import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox } from "../../../sandbox/server.ts";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    signalboxUrl: null,
    slackSigningSecret: "secret",
    storyDays: 1,
  });
});
afterAll(async () => sandbox.close());

const at = async (path: string, init?: RequestInit): Promise<string> =>
  (await fetch(`${sandbox.url}${path}`, init)).text();

describe("the story of atlas in the sandbox", () => {
  it("has its first day from the start, and a click brings the next, once", async () => {
    expect(JSON.parse(await at("/story/_/state"))).toMatchObject({ played: 1 });
    expect(await at("/story")).toContain("Let day 2 happen");
    const click = { method: "POST", body: new URLSearchParams({ to: "2" }) };
    const clicked = await Promise.all(
      [1, 2].map(async () => (await fetch(`${sandbox.url}/story/_/play`, click)).status),
    );
    expect(clicked).toEqual([200, 200]);
    expect(JSON.parse(await at("/story/_/state"))).toMatchObject({ played: 2 });

    const { issues }: { issues: { key: string; summary: string }[] } = JSON.parse(
      await at("/jira/_people/issues"),
    );
    const atlas = issues.filter(({ key }) => key.startsWith("ATL-"));
    expect(atlas).toHaveLength(123);
    expect(atlas.find(({ key }) => key === "ATL-122")?.summary).toBe("Test client of the identity service");
  });
});
