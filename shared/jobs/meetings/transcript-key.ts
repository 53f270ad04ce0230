/** Where a meeting's transcript is kept in R2. One that replaces another doesn't change what is being read. */
export function transcriptKey(meetingId: string, digest: string): string {
  return `meetings/${meetingId}/transcript-${digest.slice(0, 16)}.json`;
}
