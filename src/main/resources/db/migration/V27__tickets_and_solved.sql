-- The tickets that a question was given where it was passed on to, beside the one of its asking.
ALTER TABLE question
  ADD COLUMN tickets jsonb NOT NULL DEFAULT '[]',
-- What its asker says some weeks later, whether it is solved: {solved, reason, at, by}.
  ADD COLUMN solved  jsonb;
