import { notifications } from "@mantine/notifications";
import type { ApiError } from "../api/client.ts";

/** Says in a corner what has been done. */
export function tellDone(message: string): void {
  notifications.show({ message, color: "green", withBorder: true });
}

/** Says in a corner what could not be done, in the Worker's words; stays until it is closed. */
export function tellFailure(error: ApiError): void {
  notifications.show({
    title: "That did not count",
    message: error.message,
    color: "red",
    autoClose: false,
    withBorder: true,
  });
}
