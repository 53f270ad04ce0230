import { startSandbox } from "../../../sandbox/server.ts";

// The sandbox of one workerd, see sandbox.ts. It tells where it listens, and ends with whoever has started it.
const sandbox = await startSandbox({
  port: 0,
  // Tests deliver Slack's requests themselves, into the Worker that they run beside.
  signalboxUrl: null,
  slackSigningSecret: "sandbox-signing-secret",
});
process.on("disconnect", () => void sandbox.close().then(() => process.exit(0)));
process.send?.(sandbox.url);
