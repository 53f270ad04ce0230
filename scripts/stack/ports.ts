import { createServer } from "node:net";

export interface Ports {
  worker: number;
  sandbox: number;
  blog: number;
  dashboard: number;
  executor: number;
}

const defaults = {
  PORT: 8787,
  SANDBOX_PORT: 8788,
  BLOG_PORT: 8791,
  DASHBOARD_PORT: 8790,
  EXECUTOR_PORT: 8789,
} as const;

/** The settings in the environment that name ports. */
export const portNames: readonly string[] = Object.keys(defaults);

/**
 * The ports from the environment or their defaults.
 * @throws Error that names each setting whose port is taken, another's too, or no port.
 */
export async function configuredPorts(env: Record<string, string | undefined>): Promise<Ports> {
  const problems: string[] = [];
  const owners = new Map<number, string>();
  const port = async (name: keyof typeof defaults): Promise<number> => {
    const value = Number(env[name] ?? defaults[name]);
    const other = owners.get(value);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      problems.push(`${name} must be a port number, not "${env[name]}"`);
    else if (other !== undefined)
      problems.push(`${name} and ${other} are both ${value}: set one of them to another port`);
    else if (!(await isFree(value)))
      problems.push(
        `port ${value} is taken. Stop what uses it, or set ${name} to another port, e.g. ${name}=${value + 100} npm start`,
      );
    owners.set(value, name);
    return value;
  };
  const ports = {
    worker: await port("PORT"),
    sandbox: await port("SANDBOX_PORT"),
    blog: await port("BLOG_PORT"),
    dashboard: await port("DASHBOARD_PORT"),
    executor: await port("EXECUTOR_PORT"),
  };
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return ports;
}

/** Ports that nothing uses right now. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all([listen(0), listen(0), listen(0), listen(0), listen(0)]);
  const [worker = 0, sandbox = 0, blog = 0, dashboard = 0, executor = 0] = servers.map((one) => one.port);
  await Promise.all(servers.map(async (one) => one.close()));
  return { worker, sandbox, blog, dashboard, executor };
}

async function isFree(port: number): Promise<boolean> {
  try {
    await (await listen(port)).close();
    return true;
  } catch {
    // Not to be had: somebody else listens there.
    return false;
  }
}

async function listen(port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
