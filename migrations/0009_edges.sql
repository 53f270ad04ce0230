CREATE TABLE `polls` (
	`source` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
