import { fork } from "node:child_process";
import { resolve } from "node:path";
import { z } from "zod";

const program = resolve(import.meta.dirname, "sandbox-process.ts");

/**
 * A sandbox in a process of its own, which ends with ours. It starts many gits, and starting a process takes the longer
 * the more memory the one has that starts it.
 */
export async function startSandboxProcess(): Promise<string> {
  const child = fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { promise, resolve: ready, reject } = Promise.withResolvers<string>();
  child.once("message", (url) => ready(z.string().parse(url)));
  child.once("error", reject);
  child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
  const url = await promise;
  child.unref();
  child.channel?.unref();
  return url;
}
