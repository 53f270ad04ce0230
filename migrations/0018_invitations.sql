CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`uid` text NOT NULL,
	`instance` integer,
	`sequence` integer NOT NULL,
	`is_cancelled` integer NOT NULL,
	`project` text NOT NULL,
	`mailbox` text NOT NULL,
	`organizer` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`told` text,
	`attendees` text NOT NULL,
	`times` text,
	`problem` text,
	`provenance` text NOT NULL,
	`signal_id` text NOT NULL,
	`due_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `invitations_uid` ON `invitations` (`uid`);--> statement-breakpoint
CREATE INDEX `invitations_due` ON `invitations` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE TABLE `invited_bots` (
	`id` text PRIMARY KEY NOT NULL,
	`uid` text NOT NULL,
	`instance` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`url` text NOT NULL,
	`task_id` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `invited_bots_uid` ON `invited_bots` (`uid`,`ends_at`);