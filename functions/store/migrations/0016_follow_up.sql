CREATE TABLE "follow_up" (
	"tip_off_id" text PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone,
	"opted_out_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	CONSTRAINT "follow_up_answer" CHECK ("follow_up"."answer" in ('satisfied', 'unsatisfied'))
);
--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follow_up_answered_at" ON "follow_up" USING btree ("answered_at");