import type { CastName } from "../people.ts";

/** A ticket that comes up during the story; those before it on the list have smaller numbers. */
export interface MadeTicket {
  day: number;
  time: string;
  by: CastName;
  type: "Story" | "Task" | "Bug";
  summary: string;
  description?: string;
  assignee?: CastName;
  priority?: "High" | "Low";
  points?: number;
  /** As w4fri. */
  due?: string;
}

const made = (
  day: number,
  time: string,
  by: CastName,
  type: MadeTicket["type"],
  summary: string,
  more: Partial<MadeTicket> = {},
): MadeTicket => ({ day, time, by, type, summary, ...more });

/** ATL-121 and so on. */
export const madeTickets: readonly MadeTicket[] = [
  made(1, "16:30", "marek", "Bug", "Sign-in page: the cursor jumps to the end", {
    assignee: "priya",
    points: 1,
  }),
  made(2, "10:00", "lena", "Task", "Test client of the identity service", { assignee: "priya", points: 3 }),
  made(2, "17:40", "jonas", "Story", "Last year as a second line in the chart", {
    assignee: "jonas",
    points: 3,
  }),
  made(3, "12:30", "lena", "Task", "Load test with 40,000 visitors an hour", { assignee: "lena", points: 5 }),
  made(3, "17:00", "jonas", "Story", "Consumption as an Excel file", { assignee: "jonas", points: 3 }),
  made(4, "16:00", "priya", "Bug", "Import: 3.1 percent of the customers are there twice", {
    assignee: "priya",
    priority: "High",
    description: "12,400 of about 400,000. Same person, same meter, two customer numbers.",
  }),
  made(5, "10:05", "katja", "Bug", "Typing mistake on the page of questions", { priority: "Low" }),
  made(5, "11:30", "lena", "Task", "Order the change of the portal's name at Kestrel", {
    assignee: "lena",
    due: "w4fri",
    description:
      "Kestrel's change freeze begins on {w5wed}. Without an order until {w4fri} no change before January.",
  }),
  made(6, "10:20", "lena", "Task", "Photos of meters are deleted after 90 days", {
    assignee: "priya",
    points: 2,
  }),
  made(6, "10:50", "maya", "Task", "Accessibility: the 11 points of the dry run", {
    assignee: "sofia",
    due: "w4mon",
    priority: "High",
  }),
  made(6, "14:40", "marek", "Bug", "Bills from before 2019 are blank pages", {
    assignee: "jonas",
    priority: "High",
    description: "14 percent of the documents in my sample. Open any bill of 2018 in the viewer.",
  }),
  made(6, "15:10", "marek", "Bug", "Back button after the photo shows an old page", {
    assignee: "jonas",
    points: 1,
  }),
  made(6, "15:50", "marek", "Bug", "Meter form crashes in Safari with large photos", {
    assignee: "jonas",
    points: 2,
  }),
  made(7, "11:30", "lena", "Story", "Sign-in by a link in a mail", {
    assignee: "priya",
    priority: "High",
    points: 8,
    description: "Our own sign-in for the beta, instead of the identity service.",
  }),
  made(7, "11:36", "lena", "Task", "Take out what was built for the identity service", {
    assignee: "priya",
    points: 1,
  }),
  made(7, "14:00", "jonas", "Task", "Hide bills from before 2019, with a note", {
    assignee: "jonas",
    points: 1,
  }),
  made(8, "09:50", "jonas", "Task", "Open map with tiles at Kestrel", {
    assignee: "jonas",
    priority: "High",
    points: 5,
  }),
  made(8, "11:30", "priya", "Task", "Bank details can only be read in the beta", {
    assignee: "priya",
    points: 1,
  }),
  made(8, "13:40", "priya", "Task", "Final import after the clean-up of the duplicates", {
    assignee: "priya",
    due: "w3tue",
  }),
  made(8, "14:20", "uwe", "Story", "Chat bubble on every page"),
  made(8, "15:00", "marek", "Bug", "Icon of the menu is one pixel too low", { priority: "Low" }),
  made(8, "15:10", "marek", "Bug", "Sign-in mails land in spam", {
    assignee: "lena",
    priority: "High",
    description: "At two of three big providers. With the sign-in by mail nobody there gets in.",
  }),
  made(8, "17:50", "sofia", "Task", "English texts for 60 screens", {
    assignee: "sofia",
    due: "w3mon",
    points: 8,
  }),
  made(9, "09:50", "lena", "Task", "Ring up the 31 customers without a mail address", {
    assignee: "katja",
    due: "w3mon",
  }),
  made(9, "14:00", "maya", "Task", "Prolong the contract of the old portal's servers", {
    assignee: "maya",
    priority: "High",
    due: "w3wed",
    description: "NL-OLD-1 to 4 are switched off on {w4fri}. Kestrel needs the order by {w3wed}.",
  }),
  made(9, "15:20", "marek", "Bug", "Sign-in link opens in the wrong browser", {
    assignee: "priya",
    points: 2,
  }),
  made(9, "16:45", "lena", "Task", "Two test accounts for Quarzwerk", { assignee: "lena", due: "w4mon" }),
  made(10, "09:40", "katja", "Bug", "Wrong telephone number in the footer", { assignee: "sofia", points: 1 }),
  made(10, "11:45", "sofia", "Task", "Accessibility: the last 4 points", { assignee: "sofia", due: "w4mon" }),
  made(10, "13:00", "lena", "Task", "Bigger machines for the load test", { assignee: "lena", due: "w3tue" }),
];
