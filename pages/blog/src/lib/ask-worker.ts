import { z } from "zod";

/**
 * What the Worker answers to a question of its public API; null when it knows no such question.
 * @throws Error naming SIGNALBOX_API_URL when it can't be reached or answers something else.
 */
export async function askWorker<Answer>(
  api: string | undefined,
  path: string,
  query: Record<string, string>,
  schema: z.ZodType<Answer>,
  fetcher: typeof fetch,
): Promise<Answer | null> {
  if (!api)
    throw new Error(
      "SIGNALBOX_API_URL is not set: it is the address of the Worker, e.g. https://signalbox.example.workers.dev",
    );
  const url = new URL(path, api);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  let response: Response;
  try {
    response = await fetcher(url);
  } catch (error) {
    throw new Error(`SIGNALBOX_API_URL: nothing answers at ${url.origin}`, { cause: error });
  }
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`SIGNALBOX_API_URL: ${url.href} answered ${response.status}`);
  const answer = schema.safeParse(await response.json());
  if (!answer.success)
    throw new Error(
      `SIGNALBOX_API_URL: ${url.href} answered something else: ${z.prettifyError(answer.error)}`,
    );
  return answer.data;
}
