/** So often CI's failures on a pull request are repaired; after that they are for people. */
export const mostRepairs = 1;

/** So often a pull request is revised as reviewers ask; after that it is for people. */
export const mostRevisions = 3;
