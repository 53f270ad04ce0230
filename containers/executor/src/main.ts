import { log } from "./log.ts";
import { forgetSecrets, readSettings, SettingsError } from "./settings.ts";
import { startExecutor } from "./start-executor.ts";

try {
  const settings = readSettings(process.env);
  forgetSecrets(process.env);
  const executor = await startExecutor(settings);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void end(executor, signal));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  log.error("executor.settings", { reason: error.message });
  process.exitCode = 1;
}

async function end(executor: { close(): Promise<void> }, signal: string): Promise<void> {
  log.info("executor.ending", { code: signal });
  await executor.close();
  process.exit(0);
}
