-- What triage needs: whose matter is what, what was learned from, what was learned, and answers that the county knows already.

-- Other desks that a question may be for too, and why a moderator should look at it before others see it.
ALTER TABLE question
  ADD COLUMN proposed jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN concerns jsonb NOT NULL DEFAULT '[]';

-- 权责清单: which department, at which level, owns a matter.
CREATE TABLE duty (
  matter     text PRIMARY KEY,
  department text NOT NULL,
  level      text NOT NULL,
  basis      text NOT NULL
);

-- Labelled questions that a deployment has brought along.
CREATE TABLE example (
  question   text PRIMARY KEY,
  department text NOT NULL
);

-- Questions whose desk is not to be learned from, though they were transferred or answered there.
CREATE TABLE struck_lesson (
  question_id text PRIMARY KEY,
  struck_at   timestamptz NOT NULL DEFAULT now()
);
-- What can be learned from, the newest first.
CREATE INDEX question_lesson ON question (updated_at DESC)
  WHERE first_answered_at IS NOT NULL OR routed_by = 'volunteer';

-- What was learned, each time: what routes, and how good it was on questions that it had not seen.
CREATE TABLE model (
  number   int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  made_at  timestamptz NOT NULL DEFAULT now(),
  -- what the hub came with and was taught on top: the same basis and lessons make the same model
  basis    text NOT NULL,
  examples int NOT NULL,
  lessons  int NOT NULL,
  figures  jsonb NOT NULL,
  state    text NOT NULL,
  bytes    bytea NOT NULL
);
CREATE UNIQUE INDEX model_in_use ON model (state) WHERE state = 'in-use';

-- Answers that were known before anybody asked.
CREATE TABLE known_answer (
  id         text PRIMARY KEY,
  department text NOT NULL,
  question   text NOT NULL,
  answer     text NOT NULL,
  UNIQUE (department, question)
);

-- What a text means, as found by the sentence-embedding model, a byte a number: an index of it is made anew at each start.
CREATE TABLE meaning (
  of    text PRIMARY KEY,
  bytes bytea NOT NULL
);
