-- What a desk answers again and again; with an owner it is hers alone, by her name, as she comes in anew each day.
CREATE TABLE ready_answer (
  id         text PRIMARY KEY,
  fair_id    integer NOT NULL REFERENCES fair ON DELETE CASCADE,
  department text NOT NULL,
  owner      text,
  text       text NOT NULL,
  session    text NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now(),
  -- under which key it was sent, or null, and a hash of what was sent: sent again, it is the same
  key        text,
  sent_hash  text
);
CREATE UNIQUE INDEX ready_answer_key ON ready_answer (fair_id, session, key);
CREATE INDEX ready_answer_desk ON ready_answer (fair_id, department);
