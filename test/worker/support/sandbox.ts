import type { TestProject } from "vitest/node";
import { startSandbox } from "../../../sandbox/server.ts";

/** The sandbox beside the tests, in Node; the Worker under test runs in workerd and reaches it over HTTP. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sandbox = await startSandbox({
    port: project.getProvidedContext().sandboxPort,
    // Tests deliver Slack's requests themselves, into the Worker that they run beside.
    signalboxUrl: null,
    slackSigningSecret: "sandbox-signing-secret",
  });
  return async () => sandbox.close();
}

declare module "vitest" {
  interface ProvidedContext {
    sandboxPort: number;
  }
}
