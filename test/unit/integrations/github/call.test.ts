import { describe, expect, it } from "vitest";
import { z } from "zod";
import { callGithub } from "../../../../shared/integrations/github/call.ts";
import { outsideWith } from "../../platform/outside.ts";

const root = "https://github.example/api/v3";

/** GitHub, with a repository that has moved: by its old name it leads to its number, wherever that redirect points. */
function moved(location: string) {
  const asked: string[] = [];
  const outside = outsideWith({ GITHUB_API_URL: root }, 0, async (input, init) => {
    const url = new Request(input).url;
    asked.push(`${init?.method ?? "GET"} ${url}`);
    return url.includes("/repos/")
      ? Response.json({ message: "Moved Permanently" }, { status: 301, headers: { location } })
      : Response.json({ id: "it" });
  });
  return { asked, outside };
}
const answer = z.object({ id: z.string() });

describe("a repository that has another name by now", () => {
  it.each(["GET", "POST", "PATCH"] as const)("is asked for again by its number: %s", async (method) => {
    const { asked, outside } = moved("https://evil.example/repositories/77/pulls?state=all");
    const heard: number[] = [];
    const path = "repos/acme/checkout/pulls?state=all";
    const outcome = await callGithub(outside, "Bearer x", {
      method,
      path,
      answer,
      onMoved: (id) => heard.push(id),
    });
    expect(outcome).toEqual({ kind: "answered", value: { id: "it" } });
    expect(asked).toEqual([`${method} ${root}/${path}`, `${method} ${root}/repositories/77/pulls?state=all`]);
    expect(heard).toEqual([77]);
  });

  it("is not looked for at an address that names no repository", async () => {
    const { asked, outside } = moved("https://evil.example/login");
    expect(await callGithub(outside, "Bearer x", { path: "repos/acme/checkout", answer })).toMatchObject({
      kind: "refused",
      status: 301,
    });
    expect(asked).toHaveLength(1);
  });
});
