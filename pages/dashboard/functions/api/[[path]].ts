export { toWorker as onRequest } from "../worker.ts";
