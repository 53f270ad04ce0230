import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { App } from "../src/app.tsx";

afterEach(cleanup);

describe("the app", () => {
  it("welcomes, and greets who asks for it", () => {
    render(<App path="/" />);
    expect(screen.queryByRole("heading", { name: "Welcome" })).not.toBeNull();
    expect(screen.queryByRole("status")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Say hello" }));
    expect(screen.queryByRole("status")?.textContent).toBe("Hello!");
  });

  it("says when there is no such page", () => {
    render(<App path="/nothing" />);
    expect(screen.queryByRole("heading", { name: "Page not found" })).not.toBeNull();
  });
});
