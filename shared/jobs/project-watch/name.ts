/** The job's name, with which the ids of its tasks begin. */
export const projectWatchName = "project-watch";
