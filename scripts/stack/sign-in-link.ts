import { z } from "zod";

const linkSchema = z.object({ code: z.string() });

/** The dashboard's address with a one-time code, in the fragment, which browsers send to nobody. */
export async function signInLink(
  urls: { worker: string; dashboard: string },
  apiToken: string,
): Promise<string> {
  const response = await fetch(`${urls.worker}/api/session/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}` },
  });
  if (!response.ok) throw new Error(`no sign-in link: ${response.status} ${await response.text()}`);
  const { code } = linkSchema.parse(await response.json());
  return `${urls.dashboard}/sign-in#code=${code}`;
}
