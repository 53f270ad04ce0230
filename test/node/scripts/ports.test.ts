import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { configuredPorts, freePorts } from "../../../scripts/stack/ports.ts";

describe("the ports", () => {
  it("name the setting when one is taken or no port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const taken = typeof address === "object" && address !== null ? String(address.port) : "";
    const free = await freePorts();
    const env = { PORT: String(free.worker), SANDBOX_PORT: taken, BLOG_PORT: String(free.blog) };
    await expect(configuredPorts(env)).rejects.toThrow(
      `port ${taken} is taken. Stop what uses it, or set SANDBOX_PORT`,
    );
    const all = configuredPorts({ ...env, PORT: "web", BLOG_PORT: "4321", EXECUTOR_PORT: "4321" });
    await expect(all).rejects.toThrow(
      new RegExp(
        `PORT must be a port number[^]+set SANDBOX_PORT[^]+EXECUTOR_PORT and BLOG_PORT are both 4321`,
      ),
    );
    server.close();
  });
});
