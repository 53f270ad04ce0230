import { Container } from "@cloudflare/containers";

/** One job's container: git, the Claude agent SDK and the referee. It is gone soon after the job. */
export class Executor extends Container<Env> {
  override defaultPort = 8080;
  override sleepAfter = "5m";
  override envVars = { EXECUTOR_TOKEN: this.env.EXECUTOR_TOKEN, EXECUTOR_PLACES: "1", PORT: "8080" };
}
