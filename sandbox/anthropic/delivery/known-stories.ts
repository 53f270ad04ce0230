/** A story of the shipped example, for the requirements whose words it fits. */
interface KnownStory {
  about: RegExp;
  key: string;
  title: string;
  narrative: string;
  criteria: string[];
  dependsOn: string[];
}

/** What the stand-in makes of the brief of the room booking. An earlier story has the first right to a requirement. */
export const knownStories: readonly KnownStory[] = [
  {
    about: /\bcancel/i,
    key: "cancel-a-booking",
    title: "Cancel a booking",
    narrative: "Somebody whose meeting falls through gives the room back, so that others can have it.",
    criteria: [
      "DELETE /bookings/:id answers 204, and the room is free at that time again",
      "cancelling a booking that isn't there, or was cancelled before, answers 404",
      "a booking can be cancelled until it begins, and not after that: 409",
    ],
    dependsOn: ["book-a-room"],
  },
  {
    about: /\b(?:double|twice|overlap|back.to.back|same time)\b/i,
    key: "no-double-bookings",
    title: "No double bookings",
    narrative: "Nobody finds somebody else in the room that they have booked.",
    criteria: [
      "a booking that overlaps another of the same room answers 409 and says the other's time",
      "a booking that begins when another ends is taken",
    ],
    dependsOn: ["book-a-room"],
  },
  {
    about: /\bbook(?:s|ed|ing|ings)?\b/i,
    key: "book-a-room",
    title: "Book a room",
    narrative: "Somebody who needs a room books it for a while, so that it is theirs.",
    criteria: [
      "POST /bookings with room, from, to and by answers 201 with the booking and its id",
      "an unknown room answers 404, an end that is not after the start 400",
      "GET /bookings?room= lists a room's bookings by their start",
    ],
    dependsOn: ["see-the-rooms"],
  },
  {
    about: /\brooms?\b/i,
    key: "see-the-rooms",
    title: "See the rooms",
    narrative: "Somebody who needs a room sees which there are, and how many it seats.",
    criteria: ["GET /rooms answers 200 with each room's id, name and seats, sorted by name"],
    dependsOn: [],
  },
];
