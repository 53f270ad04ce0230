import type { APIRoute, GetStaticPaths } from "astro";
import answerMoved from "../edge/answer-moved.js?raw";
import { hostFiles } from "../lib/host-files.ts";
import { content } from "../lib/site.ts";

export const getStaticPaths = (async () =>
  hostFiles((await content()).moved, answerMoved).map(({ name, text }) => ({
    params: { file: name },
    props: { text },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
