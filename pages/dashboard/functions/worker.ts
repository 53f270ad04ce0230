interface Context {
  request: Request;
  env: { SIGNALBOX: { fetch: (request: Request) => Promise<Response> } };
}

/** Hands a request to the Worker as it came, so that the dashboard and the API are one origin. */
export async function toWorker({ request, env }: Context): Promise<Response> {
  return env.SIGNALBOX.fetch(request);
}
