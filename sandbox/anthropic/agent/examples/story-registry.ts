import { bookARoom } from "./room-booking/book-a-room.ts";
import { cancelABooking } from "./room-booking/cancel-a-booking.ts";
import { noDoubleBookings } from "./room-booking/no-double-bookings.ts";
import { seeTheRooms } from "./room-booking/see-the-rooms.ts";
import type { StoryExample } from "./story-example.ts";

/** The stories of the shipped brief, sandbox/briefs/room-booking, on the stack of a Node API. */
export const storyExamples: readonly StoryExample[] = [
  seeTheRooms,
  bookARoom,
  noDoubleBookings,
  cancelABooking,
];
