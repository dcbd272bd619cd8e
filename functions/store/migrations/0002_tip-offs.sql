CREATE TABLE "tip_off" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tip_off_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_no" text NOT NULL,
	"receipt_hash" text NOT NULL,
	"retry_hash" text,
	"content_hash" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"adcode" text,
	"key_file" text NOT NULL,
	"sealed_words" "bytea" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tip_off_kind" CHECK ("tip_off"."kind" in ('hazard', 'fire', 'situation'))
);
--> statement-breakpoint
CREATE TABLE "tip_off_event" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tip_off_event_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tip_off_id" text NOT NULL,
	"event" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_off_photo" (
	"tip_off_id" text NOT NULL,
	"position" integer NOT NULL,
	"file" text NOT NULL,
	"width_px" integer NOT NULL,
	"height_px" integer NOT NULL,
	CONSTRAINT "tip_off_photo_tip_off_id_position_pk" PRIMARY KEY("tip_off_id","position")
);
--> statement-breakpoint
ALTER TABLE "tip_off_event" ADD CONSTRAINT "tip_off_event_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_off_photo" ADD CONSTRAINT "tip_off_photo_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_case_no" ON "tip_off" USING btree ("case_no");--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_receipt" ON "tip_off" USING btree ("receipt_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_retry" ON "tip_off" USING btree ("retry_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_key_file" ON "tip_off" USING btree ("key_file");--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_sequence" ON "tip_off" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "tip_off_event_tip_off" ON "tip_off_event" USING btree ("tip_off_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tip_off_photo_file" ON "tip_off_photo" USING btree ("file");