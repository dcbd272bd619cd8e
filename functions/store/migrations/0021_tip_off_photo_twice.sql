DROP INDEX "tip_off_photo_file";--> statement-breakpoint
CREATE INDEX "tip_off_photo_file" ON "tip_off_photo" USING btree ("file");