import { cleanup, fireEvent, render, screen } from "@testing-library/vue";
import { afterEach, describe, expect, it } from "vitest";
import App from "../src/App.vue";

afterEach(cleanup);

describe("the app", () => {
  it("welcomes, and greets who asks for it", async () => {
    render(App, { props: { path: "/" } });
    expect(screen.queryByRole("heading", { name: "Welcome" })).not.toBeNull();
    expect(screen.queryByRole("status")).toBeNull();
    await fireEvent.click(screen.getByRole("button", { name: "Say hello" }));
    expect(screen.queryByRole("status")?.textContent).toBe("Hello!");
  });

  it("says when there is no such page", () => {
    render(App, { props: { path: "/nothing" } });
    expect(screen.queryByRole("heading", { name: "Page not found" })).not.toBeNull();
  });
});
