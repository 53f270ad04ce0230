import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { App } from "../../src/client/app.tsx";
import { createApp } from "../../src/server/app.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the app", () => {
  it("tells how the server is, by the server itself", async () => {
    const api = createApp();
    vi.stubGlobal("fetch", (path: string, init?: RequestInit) => api.request(path, init));
    render(<App path="/" />);
    expect(screen.queryByRole("heading", { name: "Welcome" })).not.toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Ask the server" }));
    await expect.poll(() => screen.queryByRole("status")?.textContent).toBe("The server is well.");
  });

  it("says when there is no such page", () => {
    render(<App path="/nothing" />);
    expect(screen.queryByRole("heading", { name: "Page not found" })).not.toBeNull();
  });
});
