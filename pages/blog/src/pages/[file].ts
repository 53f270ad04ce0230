import type { APIRoute, GetStaticPaths } from "astro";
import { hostFiles } from "../lib/host-files.ts";
import { content } from "../lib/site.ts";

export const getStaticPaths = (async () =>
  hostFiles((await content()).moved).map(({ name, text }) => ({
    params: { file: name },
    props: { text },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
