import type { APIRoute, GetStaticPaths } from "astro";
import { imageFiles } from "../../lib/post-html.ts";

export const getStaticPaths = (async () =>
  (await imageFiles()).map(({ name, read }) => ({
    params: { file: name },
    props: { read },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ read: () => Promise<Uint8Array<ArrayBuffer>> }> = async ({ props }) =>
  new Response(await props.read());
