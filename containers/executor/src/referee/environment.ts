/**
 * An environment that holds these values and nothing else. (Where the Worker's settings are declared as part of
 * ProcessEnv, an object of a command's few values is no ProcessEnv any more: so it is an emptied copy.)
 */
export function environment(values: Record<string, string>): NodeJS.ProcessEnv {
  const emptied = { ...process.env };
  for (const name of Object.keys(emptied)) Reflect.deleteProperty(emptied, name);
  return Object.assign(emptied, values);
}
