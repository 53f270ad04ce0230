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
});
