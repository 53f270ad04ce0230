import { expect, test } from "vitest";
import {
  defaultWorkspaces,
  forgetSecrets,
  readSettings,
  SettingsError,
} from "../../../containers/executor/src/settings.ts";

const token = "a-token-of-more-than-16-characters";
/** An environment of these variables alone. */
function environment(values: Record<string, string>): NodeJS.ProcessEnv {
  const emptied = { ...process.env };
  for (const name of Object.keys(emptied)) Reflect.deleteProperty(emptied, name);
  return Object.assign(emptied, values);
}

test("The token is enough to start with", () => {
  expect(readSettings(environment({ EXECUTOR_TOKEN: token, PORT: "", AGENT_UID: "" }))).toEqual({
    port: 8080,
    host: "127.0.0.1",
    token,
    places: 2,
    workspaces: defaultWorkspaces(),
    agentUid: null,
    registries: { npm: [] },
  });
});

test("Private registries are read, and a wrong one is named without its token", () => {
  const given = (registries: unknown) =>
    readSettings(environment({ EXECUTOR_TOKEN: token, EXECUTOR_REGISTRIES: JSON.stringify(registries) }));
  const npm = [{ url: "https://npm.acme.test/", scope: "@acme", token: "s3cret-token" }];
  expect(given({ npm }).registries).toEqual({ npm });
  expect(() => given({ npm: [{ ...npm[0], scope: "acme" }] })).toThrow(
    'EXECUTOR_REGISTRIES.npm.0.scope must be like "@acme"',
  );
  expect(() => given({ pypi: { url: "https://ana:s3cret-token@pypi.acme.test/" } })).toThrow(
    /^EXECUTOR_REGISTRIES\.pypi\.url must not hold a password: give it as token$/,
  );
  expect(() =>
    readSettings(environment({ EXECUTOR_TOKEN: token, EXECUTOR_REGISTRIES: "s3cret-token" })),
  ).toThrow(/^EXECUTOR_REGISTRIES must be JSON$/);
});

test.for([
  [{}, "EXECUTOR_TOKEN is missing"],
  [{ EXECUTOR_TOKEN: "short" }, "EXECUTOR_TOKEN must have at least 16 characters"],
  [{ EXECUTOR_TOKEN: token, PORT: "http" }, "PORT must be a whole number from 0 to 65535"],
  [{ EXECUTOR_TOKEN: token, EXECUTOR_PLACES: "0" }, "EXECUTOR_PLACES must be a whole number from 1 to 32"],
  [{ EXECUTOR_TOKEN: token, WORKSPACES: "assignments" }, "WORKSPACES must be an absolute path"],
  [{ EXECUTOR_TOKEN: token, AGENT_UID: "0" }, "AGENT_UID must be a whole number"],
] as const)("A wrong setting is named: %j", ([values, message]) => {
  expect(() => readSettings(environment(values))).toThrow(SettingsError);
  expect(() => readSettings(environment(values))).toThrow(message);
});

test("What could be a secret is taken out of the environment, what programs need stays", () => {
  const left = environment({
    EXECUTOR_TOKEN: token,
    ANTHROPIC_API_KEY: "k",
    DB_PASSWORD: "p",
    EXECUTOR_REGISTRIES: "{}",
    PATH: "/bin",
  });
  forgetSecrets(left);
  expect(left).toEqual({ PATH: "/bin" });
});
