import { buffer } from "node:stream/consumers";
import { pdfPages } from "./pdf-pages.ts";

// A process for one PDF: it may read the program and nothing else, and what it says on its output is the answer.
const answer = await pdfPages(new Uint8Array(await buffer(process.stdin)));
process.stdout.write(JSON.stringify(answer));
