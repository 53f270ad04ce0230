import { z } from "zod";

const linkSchema = z.object({ code: z.string() });

/** This machine's token is nobody's: people have set a list on the dashboard that whoever started it isn't on. */
export class UnknownToken extends Error {}

/**
 * The dashboard's address with a one-time code, in the fragment, which browsers send to nobody.
 * @throws UnknownToken with who can let somebody in.
 */
export async function signInLink(
  urls: { worker: string; dashboard: string },
  apiToken: string,
): Promise<string> {
  const response = await fetch(`${urls.worker}/api/session/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiToken}` },
  });
  if (response.status === 401)
    throw new UnknownToken(
      `${urls.dashboard} (no link: the list of people was changed there, and this machine's token isn't on it any more. An operator of it signs you in, or docs/operations.md, "Nobody gets in any more")`,
    );
  if (!response.ok) throw new Error(`no sign-in link: ${response.status} ${await response.text()}`);
  const { code } = linkSchema.parse(await response.json());
  return `${urls.dashboard}/sign-in#code=${code}`;
}
