import { afterEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../src/app.ts";

afterEach(() => vi.restoreAllMocks());

describe("the API", () => {
  it("says that it is well", async () => {
    const answer = await createApp().request("/api/health");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "ok" });
  });

  it("names the path that it doesn't have", async () => {
    const answer = await createApp().request("/api/nothing");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: "there is no /api/nothing" });
  });

  it("keeps an error's words to itself", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const app = createApp();
    app.get("/api/broken", () => {
      throw new Error("the password is wrong");
    });
    const answer = await app.request("/api/broken");
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ error: "something went wrong" });
  });
});
