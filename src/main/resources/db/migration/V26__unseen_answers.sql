-- For which answers that their askers had not seen somebody else was asked to tell them, by telephone: each once.
CREATE TABLE unseen_told (
  question_id text        NOT NULL,
  answered_at timestamptz NOT NULL,
  tries       int         NOT NULL DEFAULT 1,
  next_at     timestamptz NOT NULL,
  told_at     timestamptz,
  PRIMARY KEY (question_id, answered_at)
);

-- What a desk asks for again and again: the few that are left of what was answered.
CREATE INDEX question_unseen ON question (fair_id, department)
  WHERE state = 'answered' AND parent IS NULL AND rating IS NULL AND (answer->>'seen_at') IS NULL;
