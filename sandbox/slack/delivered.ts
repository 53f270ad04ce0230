/** What the app has answered to something that was sent to it. */
export interface Delivered {
  status: number;
  body: string;
  /** How long the app took to answer. */
  ms: number;
}
