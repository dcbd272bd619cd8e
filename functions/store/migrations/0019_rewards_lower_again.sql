DROP INDEX "reward_entry_once";--> statement-breakpoint
CREATE INDEX "reward_entry_at" ON "reward_entry" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "reward_entry_once" ON "reward_entry" USING btree ("tip_off_id","kind") WHERE "reward_entry"."kind" <> 'lower';