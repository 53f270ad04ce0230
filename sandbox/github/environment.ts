/** An environment for a child that holds these variables and none of ours. */
export function environmentOf(variables: Record<string, string>): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) delete environment[name];
  return Object.assign(environment, variables);
}
