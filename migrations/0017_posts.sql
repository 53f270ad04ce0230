CREATE TABLE `post_addresses` (
	`slug` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_addresses_task` ON `post_addresses` (`task_id`);--> statement-breakpoint
CREATE INDEX `post_addresses_newest` ON `post_addresses` (`at`);--> statement-breakpoint
CREATE TABLE `post_versions` (
	`action_id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`kind` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`tags` text NOT NULL,
	`body_key` text NOT NULL,
	`words` integer NOT NULL,
	`author` text NOT NULL,
	`series` text,
	`note` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_versions_task` ON `post_versions` (`task_id`,`at`);--> statement-breakpoint
CREATE INDEX `post_versions_kind` ON `post_versions` (`kind`,`at`);--> statement-breakpoint
ALTER TABLE `posts` ADD `series` text;--> statement-breakpoint
CREATE INDEX `posts_task` ON `posts` (`task_id`);--> statement-breakpoint
INSERT INTO `post_versions` (`action_id`, `task_id`, `kind`, `slug`, `title`, `summary`, `tags`, `body_key`, `words`, `author`, `at`)
SELECT `action_id`, `task_id`, 'published', `slug`, `title`, `summary`, `tags`, `body_key`, `words`, `author`, `updated_at` FROM `posts`;--> statement-breakpoint
UPDATE `memories` SET `part_of` = 'post:' || `task_id` WHERE `kind` = 'publication' AND EXISTS (
	SELECT 1 FROM `posts` WHERE `posts`.`task_id` = `memories`.`task_id` AND `memories`.`url` LIKE '%/posts/' || `posts`.`slug` || '/'
);
