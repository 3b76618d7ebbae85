-- Pictures and sounds are sent by an asker or by the staff of a fair, and go with what was said. Nothing was kept here before.
ALTER TABLE attachment
  ALTER COLUMN asker DROP NOT NULL,
  -- it is compressed already, and parts of it are read without the rest
  ALTER COLUMN content SET STORAGE EXTERNAL,
  -- who was signed in when it was sent, or null
  ADD COLUMN session text,
  ADD COLUMN bytes int GENERATED ALWAYS AS (octet_length(content)) STORED,
  -- under which key it was sent, or null, and a hash of what was sent: sent again, it is the same
  ADD COLUMN key text,
  ADD COLUMN sent_hash text NOT NULL,
  -- until when it is kept where it goes with nothing
  ADD COLUMN kept_until timestamptz NOT NULL,
  ADD CONSTRAINT attachment_sender CHECK (asker IS NOT NULL OR session IS NOT NULL);
CREATE UNIQUE INDEX attachment_key ON attachment (fair_id, coalesce(session, asker), key);
CREATE INDEX attachment_of_sender ON attachment (fair_id, coalesce(session, asker)) INCLUDE (bytes);
CREATE INDEX attachment_kept ON attachment (kept_until);

-- With which questions, and which of their entries, it goes: a spoken answer may be given to several.
CREATE TABLE attached (
  attachment_id text NOT NULL,
  question_id   text NOT NULL,
  seq           bigint NOT NULL,
  PRIMARY KEY (attachment_id, question_id, seq)
);
CREATE INDEX attached_question ON attached (question_id);
