-- All that happened to a question, for her who asked it; what was said is among it. Of these entries there is none for most
-- questions while they wait, so that asking costs no more.
CREATE INDEX entry_happened ON entry (question_id, seq) WHERE kind NOT IN ('asked', 'supported');
DROP INDEX entry_messages;

-- Who has come to a question by the code of its ticket, on another phone or on somebody else's: she may do what its asker may.
CREATE TABLE ticket_visitor (
  asker       text NOT NULL,
  question_id text NOT NULL REFERENCES question ON DELETE CASCADE,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asker, question_id)
);
