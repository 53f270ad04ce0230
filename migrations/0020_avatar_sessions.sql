CREATE TABLE `avatar_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`task_id` text NOT NULL,
	`title` text NOT NULL,
	`avatar` text NOT NULL,
	`minutes` integer NOT NULL,
	`state` text NOT NULL,
	`session_id` text,
	`context_id` text,
	`sealed_join` text,
	`ends_at` integer,
	`by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `avatar_sessions_newest` ON `avatar_sessions` (`created_at`,`id`);