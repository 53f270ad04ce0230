import type { APIRoute, GetStaticPaths } from "astro";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { hostFiles } from "../lib/host-files.ts";
import { content } from "../lib/site.ts";

// A build runs in pages/blog.
const answerMoved = readFileSync(resolve("src/edge/answer-moved.js"), "utf8");

export const getStaticPaths = (async () =>
  hostFiles((await content()).moved, answerMoved).map(({ name, text }) => ({
    params: { file: name },
    props: { text },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
