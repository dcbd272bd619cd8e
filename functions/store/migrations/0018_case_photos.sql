CREATE TABLE "case_photo" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_photo_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tip_off_id" text NOT NULL,
	"author" text NOT NULL,
	"width_px" integer NOT NULL,
	"height_px" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_photo" ADD CONSTRAINT "case_photo_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_photo_tip_off" ON "case_photo" USING btree ("tip_off_id");