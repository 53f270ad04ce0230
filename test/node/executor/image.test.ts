import { readFile, readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../../scripts/lint/rooms.ts";

const folder = "containers/executor";

async function matches(file: string, pattern: RegExp): Promise<string[]> {
  const found = (await readFile(file, "utf8")).matchAll(pattern);
  return Array.from(found, ([, one = ""]) => one).toSorted();
}

describe("the executor's image", () => {
  it("is made of the rooms that the executor may import, and the build sees each of them", async () => {
    const copied = await matches(`${folder}/Dockerfile`, /^COPY (shared\/\S+) \1$/gm);
    const seen = await matches(`${folder}/Dockerfile.dockerignore`, /^!(shared\/\S+)$/gm);
    const rooms = (await readdir("shared"))
      .map((name) => `shared/${name}`)
      .filter((room) => problemOf(`${folder}/src/main.ts`, `${room}/any.ts`) === null);
    expect(copied).toEqual(rooms.toSorted());
    expect(seen).toEqual(copied);
  });

  it("has programs of the referee's own for each wall, with the one power that it takes", async () => {
    const powers = await matches(`${folder}/Dockerfile`, /setcap (\S+ \/opt\/referee\/\w+)/g);
    expect(powers).toEqual([
      "cap_chown,cap_dac_override,cap_fowner+ep /opt/referee/git",
      "cap_chown,cap_dac_override,cap_fowner,cap_kill,cap_setgid,cap_setuid+ep /opt/referee/node",
      "cap_net_admin+ep /opt/referee/ip",
      "cap_setgid,cap_setpcap,cap_setuid+ep /opt/referee/setpriv",
      "cap_sys_admin+ep /opt/referee/unshare",
    ]);
    const dockerfile = await readFile(`${folder}/Dockerfile`, "utf8");
    for (const name of ["unshare", "ip", "setpriv"]) expect(dockerfile).toContain(`"$(command -v ${name})"`);
    expect(dockerfile).toMatch(/^ENV PATH=\/opt\/referee:/m);
  });
});
