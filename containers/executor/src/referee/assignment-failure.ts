import type { FailureCode } from "../../../../shared/executor/protocol.ts";

/** Ends an assignment because a service doesn't answer: nothing has failed, and it goes on when it does. */
export class OutOfReach extends Error {
  readonly service: "anthropic" | "github";

  constructor(service: OutOfReach["service"], message: string) {
    super(message);
    this.name = "OutOfReach";
    this.service = service;
  }
}

/** Ends an assignment with a code of the protocol. Its message is told to people: no secret may be in it. */
export class AssignmentFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssignmentFailure";
    this.code = code;
  }
}
